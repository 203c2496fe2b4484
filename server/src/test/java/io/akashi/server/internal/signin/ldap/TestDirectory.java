package io.akashi.server.internal.signin.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A directory in this process, with people of a hospital; takes names like Active Directory. */
public final class TestDirectory implements AutoCloseable {
  public static final String AUDITORS = "CN=Akashi Auditors,OU=Groups,DC=hospital,DC=example";
  public static final String PASSWORD = "correct horse battery";
  private static final String SUFFIX = "@hospital.example";

  private final InMemoryDirectoryServer server;
  private final ByPrincipalName names;

  private TestDirectory(InMemoryDirectoryServer server, ByPrincipalName names) {
    this.server = server;
    this.names = names;
  }

  /** A directory without TLS when there is no context, else with LDAPS and StartTLS. */
  public static TestDirectory start(@Nullable SSLContext tls) throws Exception {
    InMemoryDirectoryServerConfig config =
        new InMemoryDirectoryServerConfig("DC=hospital,DC=example");
    config.setSchema(null);
    ByPrincipalName names = new ByPrincipalName();
    config.addInMemoryOperationInterceptor(names);
    InetAddress here = InetAddress.getLoopbackAddress();
    config.setListenerConfigs(
        new InMemoryListenerConfig(
            "ldap", here, 0, null, null, tls == null ? null : tls.getSocketFactory()));
    if (tls != null) {
      config.setListenerConfigs(
          new InMemoryListenerConfig("ldap", here, 0, null, null, tls.getSocketFactory()),
          new InMemoryListenerConfig(
              "ldaps", here, 0, tls.getServerSocketFactory(), tls.getSocketFactory(), null));
    }
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.startListening();
    TestDirectory directory = new TestDirectory(server, names);
    server.add("dn: DC=hospital,DC=example", "objectClass: domain", "DC: hospital");
    server.add(
        "dn: OU=Staff,DC=hospital,DC=example", "objectClass: organizationalUnit", "OU: Staff");
    directory.person("hanako", "監査 花子", AUDITORS);
    directory.person("taro", "事務 太郎", "CN=Clerks,OU=Groups,DC=hospital,DC=example");
    return directory;
  }

  private void person(String user, String name, String group) throws Exception {
    server.add(
        "dn: " + dn(user),
        "objectClass: user",
        "CN: " + user,
        "userPrincipalName: " + user + SUFFIX,
        "displayName: " + name,
        "memberOf: " + group,
        "userPassword: " + PASSWORD);
  }

  static String dn(String user) {
    return "CN=" + user + ",OU=Staff,DC=hospital,DC=example";
  }

  /** Address without or with TLS. */
  public String url(String scheme) {
    return scheme + "://localhost:" + server.getListenPort(scheme);
  }

  /** Puts somebody into another group, and only there. */
  public void join(String user, String group) throws Exception {
    server.modify(dn(user), new Modification(ModificationType.REPLACE, "memberOf", group));
  }

  /** The names that tried to sign in here, in their order. */
  public List<String> asked() {
    return List.copyOf(names.asked);
  }

  /** Nobody answers from now on. */
  @Override
  public void close() {
    server.shutDown(true);
  }

  /** Active Directory takes {@code user@domain} for a DN. */
  private static final class ByPrincipalName extends InMemoryOperationInterceptor {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
        throws LDAPException {
      String name = request.getRequest().getBindDN();
      asked.add(name);
      if (name.endsWith(SUFFIX)) {
        request.setRequest(
            new SimpleBindRequest(
                dn(name.substring(0, name.length() - SUFFIX.length())),
                request.getRequest().getPassword().stringValue()));
      }
    }
  }
}
