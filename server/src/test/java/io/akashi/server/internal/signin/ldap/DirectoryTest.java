package io.akashi.server.internal.signin.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.akashi.server.config.LdapSettings;
import io.akashi.server.internal.tls.TestTls;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real directory says of who tries to sign in. */
class DirectoryTest {
  private static final String UPN = "{user}@hospital.example";
  private static final String DN = "CN={user},OU=Staff,DC=hospital,DC=example";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {UPN, DN})
  void knowsNameAndGroupsOfWhoHasThePassword(String bind) throws Exception {
    try (TestDirectory server = TestDirectory.start(null)) {
      Directory directory = plain(bind, server.url("ldap"));

      assertThat(directory.find("hanako", TestDirectory.PASSWORD))
          .contains(new Directory.Found("監査 花子", List.of(TestDirectory.AUDITORS)));
      assertThat(directory.find("hanako", "wrong")).isEmpty();
      assertThat(directory.find("nobody", TestDirectory.PASSWORD)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hanako,",
    "hanako)(objectClass=*, x",
    "'hanako,OU=Staff', x",
    "*, x",
    "'', x",
  })
  void asksNothingWithAnEmptyPasswordOrANameThatCouldMeanMore(String user, String password)
      throws Exception {
    Directory nowhere = plain(UPN, "ldap://localhost:1");

    assertThat(nowhere.find(user, password == null ? "" : password)).isEmpty();
  }

  @Test
  void letsNobodyInWhoIsNotFoundOnce() throws Exception {
    try (TestDirectory server = TestDirectory.start(null)) {
      LdapSettings all = settings(UPN, "(objectClass=user)", server.url("ldap"));
      LdapSettings none = settings(UPN, "(userPrincipalName=x)", server.url("ldap"));

      assertThat(new Directory(all, SSLContext.getDefault()).find("hanako", TestDirectory.PASSWORD))
          .isEmpty();
      assertThat(
              new Directory(none, SSLContext.getDefault()).find("hanako", TestDirectory.PASSWORD))
          .isEmpty();
    }
  }

  @Test
  void asksTheNextDirectoryWhenOneIsAwayAndSaysWhenAllAre() throws Exception {
    try (TestDirectory server = TestDirectory.start(null)) {
      Directory second = plain(UPN, "ldap://localhost:1", server.url("ldap"));
      assertThat(second.find("taro", TestDirectory.PASSWORD)).isPresent();
    }
    assertThatThrownBy(() -> plain(UPN, "ldap://localhost:1").find("taro", "x"))
        .isInstanceOf(Directory.Unreachable.class)
        .hasMessageContaining("ldap://localhost:1");
  }

  @Test
  void sendsNoPasswordToWhomItDoesNotTrust() throws Exception {
    TestTls tls = TestTls.of("localhost");
    TestTls other = TestTls.of("elsewhere.example");
    try (TestDirectory server = TestDirectory.start(tls.server());
        TestDirectory impostor = TestDirectory.start(other.server())) {
      for (String scheme : List.of("ldap", "ldaps")) {
        // Not taken for this machine, so that ldap:// has to be encrypted, too.
        assertThat(remote(server.url(scheme), tls.client()).find("taro", TestDirectory.PASSWORD))
            .isPresent();
        assertThatThrownBy(() ->
                remote(server.url(scheme), other.client()).find("taro", TestDirectory.PASSWORD))
            .isInstanceOf(Directory.Unreachable.class);
        assertThatThrownBy(() ->
                remote(impostor.url(scheme), other.client()).find("taro", TestDirectory.PASSWORD))
            .isInstanceOf(Directory.Unreachable.class);
      }
    }
    try (TestDirectory plain = TestDirectory.start(null)) {
      assertThatThrownBy(
              () -> remote(plain.url("ldap"), tls.client()).find("taro", TestDirectory.PASSWORD))
          .isInstanceOf(Directory.Unreachable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ldap", "ldaps"})
  void doesNotWaitForADirectoryThatSaysNothing(String scheme) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LdapSettings settings =
          settings(
              UPN, "(userPrincipalName={bind})", scheme + "://localhost:" + silent.getLocalPort());
      Duration patience = Duration.ofMillis(200);
      Directory directory =
          new Directory(settings, SSLContext.getDefault(), host -> true, patience);

      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () ->
              assertThatThrownBy(() -> directory.find("taro", TestDirectory.PASSWORD))
                  .isInstanceOf(Directory.Unreachable.class));
    }
  }

  private static Directory remote(String url, SSLContext tls) {
    return new Directory(
        settings(UPN, "(userPrincipalName={bind})", url),
        tls,
        host -> false,
        Duration.ofSeconds(5));
  }

  private static Directory plain(String bind, String... urls) throws Exception {
    return new Directory(
        settings(bind, "(userPrincipalName={bind})", urls), SSLContext.getDefault());
  }

  private static LdapSettings settings(String bind, String filter, String... urls) {
    return new LdapSettings(
        List.of(urls),
        Optional.empty(),
        Optional.of(bind),
        Optional.of("DC=hospital,DC=example"),
        filter,
        "displayName",
        "memberOf",
        List.of());
  }
}
