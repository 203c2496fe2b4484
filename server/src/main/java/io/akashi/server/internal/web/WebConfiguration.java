package io.akashi.server.internal.web;

import io.akashi.server.internal.tls.HttpsDoor;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The application as Spring sees it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
      // It would make a user with a password of its own.
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
      // Only on the class path of tests, which start such a server by themselves.
      "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration",
      "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration"
    })
public class WebConfiguration implements WebMvcConfigurer {
  private final WebParts parts;
  private final Refusals refusals;

  WebConfiguration(WebParts parts) {
    this.parts = parts;
    this.refusals = new Refusals(parts.log());
  }

  /** What is refused to those who are known. */
  @Bean
  Refusals refusals() {
    return refusals;
  }

  /** Gives Tomcat our answer to what it refuses by itself. */
  @Bean
  static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> malformedRequests() {
    return factory ->
        factory.addContextCustomizers(context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(MalformedRequestValve.class.getName());
          }
        });
  }

  /** Gives Tomcat our bounds. */
  @Bean
  static WebServerFactoryCustomizer<TomcatServletWebServerFactory> bounds() {
    return factory -> factory.setProtocol(BoundedHttp.class.getName());
  }

  /** What becomes of connections. */
  @Bean
  static HttpFigures httpFigures(WebParts parts) {
    return new HttpFigures(parts.log());
  }

  /** Has what the bounds close counted. */
  @Bean
  static WebServerFactoryCustomizer<TomcatServletWebServerFactory> counted(HttpFigures figures) {
    return factory ->
        factory.addConnectorCustomizers(connector -> {
          if (connector.getProtocolHandler() instanceof BoundedHttp http) {
            http.tells(figures);
          }
        });
  }

  /** Says that HTTPS is for good, when it is. */
  @Bean
  @ConditionalOnBean(HttpsDoor.class)
  static StrictTransport strictTransport(HttpsDoor door) {
    return new StrictTransport(door);
  }

  /** Answers on their way; ends with the server. */
  @Bean
  static Answers answers() {
    return new Answers();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new AccessInterceptor(parts.tokens(), parts.log(), refusals));
  }
}
