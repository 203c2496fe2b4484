package io.akashi.server.internal.web;

import io.akashi.event.SourceId;
import io.akashi.server.account.Person;
import io.akashi.server.config.Role;
import io.akashi.server.internal.session.SessionFilter;
import io.akashi.store.Look;
import io.akashi.store.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who calls: a person who has signed in, or a program with a token or certificate.
 *
 * @param name user id; {@code token:} and the name of the token, or {@code certificate:} and its
 *     SHA-256, so that no program has the name of a person
 * @param roles what the caller may do; of a program exactly one
 * @param scope what the caller may see
 * @param person who has signed in; empty for a program
 * @param source the source a {@code sender} hands in for
 * @param certificate SHA-256 of the client certificate, lower-case hex, when that is what was shown
 */
public record Caller(
    String name,
    Set<Role> roles,
    Scope scope,
    Optional<Person> person,
    Optional<SourceId> source,
    Optional<String> certificate) {
  private static final String ATTRIBUTE = Caller.class.getName();

  public Caller {
    roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
  }

  /** Somebody who has signed in. */
  static Caller of(Person person) {
    return new Caller(
        person.id(),
        person.roles(),
        person.scope(),
        Optional.of(person),
        Optional.empty(),
        Optional.empty());
  }

  /** The bearer of a token. */
  static Caller ofToken(String name, Role role, Optional<SourceId> source) {
    return new Caller(
        "token:" + name, Set.of(role), Scope.ALL, Optional.empty(), source, Optional.empty());
  }

  /** The holder of a client certificate, who only hands in logs. */
  static Caller ofCertificate(String hex) {
    return new Caller(
        "certificate:" + hex,
        Set.of(Role.SENDER),
        Scope.ALL,
        Optional.empty(),
        Optional.empty(),
        Optional.of(hex));
  }

  /** Whether the caller has one of these roles. */
  public boolean hasAny(Role... some) {
    return Arrays.stream(some).anyMatch(roles::contains);
  }

  /** Remembers the caller of a request. */
  void attach(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The caller of a request that comes over no network: what comes over one has no attributes. */
  void attach(org.apache.coyote.Request request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The caller of a request that has passed {@link AccessInterceptor}. */
  public static Caller of(HttpServletRequest request) {
    return known(request)
        .orElseThrow(() -> new IllegalStateException("an open endpoint has no caller"));
  }

  /** The caller of a request, unless it was refused or asks what is open to all. */
  public static Optional<Caller> known(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  /**
   * Who asks, as far as the house can tell: also where the request was refused before anybody asked
   * for roles, as with an address at which there is nothing. Decides nothing about rights.
   */
  public static Optional<Caller> asking(HttpServletRequest request) {
    return known(request).or(() -> SessionFilter.current().map(Caller::of));
  }

  /**
   * The look that is written to the book {@code house} before an answer shows an entry. The store
   * shows nothing outside of its scope.
   */
  public Look look(HttpServletRequest request) {
    String ids = roles.stream().map(Role::id).collect(Collectors.joining(","));
    String via = person.isPresent() ? "web" : "api";
    return new Look(name, ids, via, request.getRemoteAddr(), scope);
  }
}
