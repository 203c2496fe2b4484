package io.akashi.server.internal.page.frame;

import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AbstractLocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The frame as Spring sees it. */
@Configuration(proxyBeanMethods = false)
public class FrameConfiguration implements WebMvcConfigurer {
  private static final String FOLDER = "io/akashi/server/internal/page/";

  /** Features that have texts, {@code <feature>/<feature>.properties} beside their templates. */
  public static final List<String> FEATURES =
      List.of(
          "frame",
          "inspection",
          "timeline",
          "search",
          "events",
          "entry",
          "exports",
          "help",
          "signin",
          "authority",
          "oidc",
          "passkey",
          "settings",
          "home",
          "sources",
          "integrity",
          "review");

  private final ObjectProvider<Frames> frames;

  FrameConfiguration(ObjectProvider<Frames> frames) {
    this.frames = frames;
  }

  /** Styles and scripts. */
  @Bean
  static Assets assets() {
    return new Assets();
  }

  /** The frame of a request. */
  @Bean
  static Frames frames(
      WebParts parts, Assets assets, ObjectProvider<RequestMappingHandlerMapping> mapping) {
    return new Frames(parts.zone(), assets, mapping);
  }

  /** How a refused request looks in a browser. */
  @Bean
  static ProblemPage problemPage(Frames frames) {
    return new ProblemPage(frames);
  }

  /** Texts in both languages; those without a language in their name are Japanese. */
  @Bean
  static MessageSource messageSource() {
    ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    texts.setBasenames(
        FEATURES.stream().map(each -> FOLDER + each + "/" + each).toArray(String[]::new));
    texts.setDefaultEncoding("UTF-8");
    texts.setFallbackToSystemLocale(false);
    return texts;
  }

  /** The language is what the person chose, whatever the browser sends. */
  @Bean
  static LocaleResolver localeResolver() {
    return new AbstractLocaleResolver() {
      @Override
      public Locale resolveLocale(HttpServletRequest request) {
        return Display.of(request).isJapanese() ? Locale.JAPANESE : Locale.ENGLISH;
      }

      @Override
      public void setLocale(
          HttpServletRequest request,
          @Nullable HttpServletResponse response,
          @Nullable Locale locale) {
        throw new UnsupportedOperationException("the language is set by /display");
      }
    };
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    // Behind the one that says who asks.
    registry.addInterceptor(new FrameInterceptor(frames.getObject())).order(1);
  }
}
