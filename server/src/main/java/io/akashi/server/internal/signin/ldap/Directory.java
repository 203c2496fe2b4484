package io.akashi.server.internal.signin.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.akashi.server.config.LdapSettings;
import io.akashi.server.config.Loopback;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A directory (RFC 4511). Everything is asked in the name of the person who signs in: Akashi has no
 * password there. One connection an attempt; safe for use by many threads.
 */
final class Directory {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LDAP = 389;
  private static final int LDAPS = 636;
  // What may stand in a bind name and a DN without being read as something else.
  private static final Pattern USER = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
  private static final Set<ResultCode> WRONG =
      Set.of(
          ResultCode.INVALID_CREDENTIALS,
          ResultCode.INAPPROPRIATE_AUTHENTICATION,
          ResultCode.NO_SUCH_OBJECT,
          ResultCode.INVALID_DN_SYNTAX,
          ResultCode.UNWILLING_TO_PERFORM,
          ResultCode.CONSTRAINT_VIOLATION);

  private final LdapSettings settings;
  private final SSLContext tls;
  private final Predicate<String> here;
  private final Duration patience;

  /**
   * Somebody the directory knows.
   *
   * @param name the person's name, or the empty string
   * @param groups their groups, as the directory writes them
   */
  record Found(String name, List<String> groups) {}

  /** The directory cannot be asked. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
      super(message);
    }
  }

  Directory(LdapSettings settings, SSLContext tls) {
    this(settings, tls, Loopback::isLoopback, PATIENCE);
  }

  /**
   * @param here whether a host is this machine, so that nobody listens between
   * @param patience for connecting, and for each answer
   */
  Directory(LdapSettings settings, SSLContext tls, Predicate<String> here, Duration patience) {
    this.settings = settings;
    this.tls = tls;
    this.here = here;
    this.patience = patience;
  }

  /**
   * Signs in there and reads who it is; empty when user or password is wrong, or the account there
   * may not be used.
   *
   * @throws Unreachable when no directory answers as it should
   */
  Optional<Found> find(String user, String password) throws Unreachable {
    // A bind without a password succeeds and proves nothing (RFC 4513, section 5.1.2).
    if (password.isEmpty() || !USER.matcher(user).matches()) {
      return Optional.empty();
    }
    List<String> failed = new ArrayList<>();
    for (String url : settings.url()) {
      try (LDAPConnection connection = connect(URI.create(url))) {
        return ask(connection, user, password);
      } catch (LDAPException e) {
        failed.add(url + ": " + e.getMessage());
      }
    }
    throw new Unreachable(String.join("; ", failed));
  }

  private LDAPConnection connect(URI url) throws LDAPException {
    boolean secure = url.getScheme().equals("ldaps");
    int port = url.getPort() >= 0 ? url.getPort() : secure ? LDAPS : LDAP;
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis((int) patience.toMillis());
    options.setResponseTimeoutMillis(patience.toMillis());
    options.setFollowReferrals(false);
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    if (secure) {
      return connect(tls.getSocketFactory(), options, url.getHost(), port);
    }
    LDAPConnection connection = connect(SocketFactory.getDefault(), options, url.getHost(), port);
    if (!here.test(url.getHost())) {
      try {
        var result = connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
        if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
          throw new LDAPException(result);
        }
      } catch (LDAPException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  private LDAPConnection connect(
      SocketFactory sockets, LDAPConnectionOptions options, String host, int port)
      throws LDAPException {
    return new LDAPConnection(new PatientSockets(sockets, patience), options, host, port);
  }

  private Optional<Found> ask(LDAPConnection connection, String user, String password)
      throws LDAPException {
    String bind = settings.bind().orElseThrow().replace("{user}", user);
    try {
      connection.bind(new SimpleBindRequest(bind, password));
    } catch (LDAPException e) {
      if (WRONG.contains(e.getResultCode())) {
        return Optional.empty();
      }
      throw e;
    }
    List<SearchResultEntry> entries = connection.search(search(bind, user)).getSearchEntries();
    if (entries == null || entries.size() != 1) {
      return Optional.empty(); // nobody, or not clear who: then nobody is let in
    }
    SearchResultEntry entry = entries.getFirst();
    String name = entry.getAttributeValue(settings.name());
    String[] groups = entry.getAttributeValues(settings.groups());
    return Optional.of(
        new Found(name == null ? "" : name, groups == null ? List.of() : List.of(groups)));
  }

  private SearchRequest search(String bind, String user) throws LDAPException {
    String[] wanted = {settings.name(), settings.groups()};
    if (settings.bindsByDn()) {
      return new SearchRequest(
          new DN(bind).toString(),
          SearchScope.BASE,
          Filter.createPresenceFilter("objectClass"),
          wanted);
    }
    String filter =
        settings
            .filter()
            .replace("{bind}", Filter.encodeValue(bind))
            .replace("{user}", Filter.encodeValue(user));
    SearchRequest search =
        new SearchRequest(settings.base().orElseThrow(), SearchScope.SUB, filter, wanted);
    search.setSizeLimit(2);
    return search;
  }
}
