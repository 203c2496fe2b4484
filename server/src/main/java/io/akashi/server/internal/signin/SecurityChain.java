package io.akashi.server.internal.signin;

import io.akashi.server.account.Lockout;
import io.akashi.server.internal.session.SessionFilter;
import io.akashi.server.internal.session.Sessions;
import io.akashi.server.internal.tls.HttpsDoor;
import io.akashi.server.internal.web.HttpFigures;
import io.akashi.server.internal.web.TakingTurns;
import io.akashi.server.internal.web.WebParts;
import io.akashi.server.internal.web.WebProperties;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The filters before every endpoint: who is signed in, and whether a form is one of ours. What a
 * caller may do is decided by {@link io.akashi.server.internal.web.AccessInterceptor}; sessions are
 * begun by {@link SignIns} alone, so that all of Spring Security that would begin one is off.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityChain {
  /**
   * Where programs call with a token or certificate. There a browser's session may only read, so
   * that no other site can do anything with it, and there are no CSRF tokens.
   */
  public static final List<String> PROGRAMS =
      List.of("/api/", "/intake/", "/tlog/", "/fhir", "/elastic/", "/otlp/", "/health", "/metrics");

  /** The Content-Security-Policy of what is no page: it loads and does nothing. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  /** Where a form goes whose token is wrong. */
  public static final String STALE = "/stale";

  @Bean
  static Sessions sessions(WebParts parts) {
    var settings = parts.signIn().settings();
    return new Sessions(parts.clock(), settings.idle(), settings.longest());
  }

  @Bean
  static SignInLog signInLog(WebParts parts) {
    return new SignInLog(parts.store(), parts.clock(), parts.log());
  }

  @Bean
  static Lockout lockout(WebParts parts) {
    var settings = parts.signIn().settings();
    Lockout lockout =
        new Lockout(
            parts.clock(),
            settings.failures(),
            settings.lock(),
            user -> parts.signIn().accounts().find(user).isPresent());
    LockoutRecall.tell(lockout, parts.store(), parts.clock().instant().minus(settings.lock()));
    return lockout;
  }

  @Bean
  static SignIns signIns(
      WebParts parts,
      Sessions sessions,
      Lockout lockout,
      SignInLog log,
      ObjectProvider<Door> doors) {
    WebParts.SignIn signIn = parts.signIn();
    return new SignIns(
        signIn.accounts(),
        signIn.settings(),
        sessions,
        lockout,
        log,
        parts.clock(),
        doors.orderedStream().toList());
  }

  @Bean
  static Resets resets(WebParts parts) {
    return new Resets(parts.clock());
  }

  /** Paths may have a percent sign (a patient's number may), encoded. */
  @Bean
  static HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowUrlEncodedPercent(true);
    return firewall;
  }

  @Bean
  static SecurityFilterChain chain(
      HttpSecurity http,
      WebParts parts,
      Sessions sessions,
      HttpFigures figures,
      ObjectProvider<HttpsDoor> https,
      ObjectProvider<Door> doors)
      throws Exception {
    http.securityContext(context ->
            context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
        .csrf(csrf ->
            csrf.csrfTokenRepository(tokens(https.getIfAvailable() != null))
                .ignoringRequestMatchers(programs()))
        .exceptionHandling(errors -> errors.accessDeniedHandler(denied()))
        .headers(headers ->
            headers
                .defaultsDisabled()
                .contentTypeOptions(options -> {})
                .frameOptions(FrameOptionsConfig::deny)
                // Of what says nothing of its own: answers to programs, files and refusals.
                .cacheControl(cache -> {})
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING)))
        .sessionManagement(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .addFilterBefore(new WholeForms(programs(), figures), CsrfFilter.class)
        .addFilterBefore(new TakingTurns(), CsrfFilter.class)
        .addFilterBefore(new SessionFilter(parts.signIn().accounts(), sessions), CsrfFilter.class)
        .addFilterBefore(new OwnSite(programs()), CsrfFilter.class);
    for (Door door : doors.orderedStream().toList()) {
      door.open(http);
    }
    return http.build();
  }

  /**
   * The token of forms lies in a cookie of its own, for there are forms before anybody signs in.
   */
  private static CookieCsrfTokenRepository tokens(boolean secure) {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName(WebProperties.cookie("akashi-form", secure));
    tokens.setHeaderName("X-CSRF-TOKEN");
    tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
    return tokens;
  }

  private static RequestMatcher programs() {
    return request -> PROGRAMS.stream().anyMatch(request.getRequestURI()::startsWith);
  }

  /** A page says so, in the words of the house. */
  private static AccessDeniedHandler denied() {
    return (request, response, why) ->
        request.getRequestDispatcher(STALE).forward(request, response);
  }
}
