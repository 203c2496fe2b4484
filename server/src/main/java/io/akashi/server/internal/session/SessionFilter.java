package io.akashi.server.internal.session;

import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Person;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells Spring Security at each request who is signed in, with the rights of this moment: what an
 * administrator takes away is gone at the next click.
 */
public final class SessionFilter extends OncePerRequestFilter {
  /**
   * Parts for which an open page asks by itself, whether or not somebody sits before it: they keep
   * no session alive.
   */
  private static final Set<String> BY_ITSELF =
      Set.of("/search/newer", "/exports/list", "/integrity/runs");

  private final Accounts accounts;
  private final Sessions sessions;

  public SessionFilter(Accounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    SignedIn.of(request)
        .flatMap(signedIn -> person(signedIn.handle(), request))
        .ifPresent(person ->
            SecurityContextHolder.setContext(new SecurityContextImpl(authentication(person))));
    chain.doFilter(request, response);
  }

  private Optional<Person> person(String handle, HttpServletRequest request) {
    boolean byItself =
        request.getMethod().equals("GET") && BY_ITSELF.contains(request.getRequestURI());
    return (byItself ? sessions.see(handle) : sessions.use(handle))
        .flatMap(open ->
            accounts
                .find(open.user())
                .filter(Account::enabled)
                .map(account -> Person.of(account, open.factors(), open.handle())));
  }

  private static Authentication authentication(Person person) {
    List<GrantedAuthority> authorities = new ArrayList<>();
    person.roles().forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
    return UsernamePasswordAuthenticationToken.authenticated(person, null, authorities);
  }

  /** Who is signed in and sends the current request; empty when nobody is. */
  public static Optional<Person> current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Person person
        ? Optional.of(person)
        : Optional.empty();
  }
}
