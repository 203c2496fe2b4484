package io.akashi.server;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * A real OpenID Connect provider in this process. People sign in there by HTTP Basic, at any
 * address, and are known by a session from then on.
 */
public final class IdentityProvider implements AutoCloseable {
  public static final String SECRET = "the-secret-of-akashi-at-the-provider";
  public static final String USER = "hanako";
  public static final String PASSWORD = "correct horse battery";

  private final ServletWebServerApplicationContext context;
  private final Clients clients;
  private final Said said;

  private IdentityProvider(ServletWebServerApplicationContext context, Clients clients, Said said) {
    this.context = context;
    this.clients = clients;
    this.said = said;
  }

  public static IdentityProvider start() {
    Clients clients = new Clients();
    Said said = new Said();
    var context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                    "server.address=127.0.0.1",
                    "server.port=0",
                    "spring.main.banner-mode=off",
                    "spring.config.location=optional:classpath:/none/")
                .initializers(beans -> {
                  beans.getBeanFactory().registerSingleton("clients", clients);
                  beans.getBeanFactory().registerSingleton("said", said);
                })
                .run();
    return new IdentityProvider(context, clients, said);
  }

  public String issuer() {
    return "http://localhost:" + context.getWebServer().getPort();
  }

  /** Sends browsers back there from now on. */
  public void sendsBackTo(String address) {
    clients.back = address;
  }

  /** Says this of everybody from now on, in each token. */
  public void says(Map<String, Object> more) {
    said.claims = more;
  }

  @Override
  public void close() {
    context.close();
  }

  /** What is said of everybody. */
  static final class Said {
    private volatile Map<String, Object> claims = Map.of();
  }

  private static final class Clients implements RegisteredClientRepository {
    private final String hashed =
        PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(SECRET);
    private volatile String back = "http://localhost/";

    @Override
    public void save(RegisteredClient client) {
      throw new UnsupportedOperationException("there is one client");
    }

    @Override
    public RegisteredClient findById(String id) {
      return client();
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
      return clientId.equals("akashi") ? client() : null;
    }

    private RegisteredClient client() {
      return RegisteredClient.withId("1")
          .clientId("akashi")
          .clientSecret(hashed)
          .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
          .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
          .redirectUri(back)
          .scope(OidcScopes.OPENID)
          .scope(OidcScopes.PROFILE)
          .clientSettings(
              ClientSettings.builder()
                  .requireProofKey(true)
                  .requireAuthorizationConsent(false)
                  .build())
          .build();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
  })
  @EnableWebSecurity
  static class Settings {
    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .httpBasic(
              basic -> basic.securityContextRepository(new HttpSessionSecurityContextRepository()))
          .build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(Said said) {
      return token -> {
        // Each person has a subject of their own.
        Object name = said.claims.getOrDefault("preferred_username", USER);
        token.getClaims().subject("of " + name);
        said.claims.forEach(token.getClaims()::claim);
      };
    }

    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          User.withUsername(USER).password("{noop}" + PASSWORD).roles("STAFF").build());
    }

    @Bean
    AuthorizationServerSettings settings() {
      return AuthorizationServerSettings.builder().build();
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    JWKSource<SecurityContext> keys() throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      RSAKey key =
          new RSAKey.Builder((RSAPublicKey) pair.getPublic())
              .privateKey(pair.getPrivate())
              .keyID("1")
              .build();
      return new ImmutableJWKSet<>(new JWKSet(key));
    }
  }
}
