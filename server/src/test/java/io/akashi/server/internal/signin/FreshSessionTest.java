package io.akashi.server.internal.signin;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.akashi.server.HouseLog;
import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Factor;
import io.akashi.server.account.Lockout;
import io.akashi.server.account.Person;
import io.akashi.server.account.Way;
import io.akashi.server.config.ConfigurationFile;
import io.akashi.server.config.Role;
import io.akashi.server.internal.session.Sessions;
import io.akashi.store.Store;
import io.akashi.store.StoreOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who has no password here shows by a fresh sign-in that they are the one at the keyboard. */
class FreshSessionTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));

  @TempDir Path folder;
  private Store store;
  private Accounts accounts;
  private Sessions sessions;
  private SignIns signIns;

  @BeforeEach
  void open() throws Exception {
    Path data = folder.resolve("data");
    store =
        Store.open(StoreOptions.of(data, arrival -> List.of()).origin("akashi.example").build());
    accounts = Accounts.open(data, now::get);
    var settings =
        ConfigurationFile.load(Optional.empty(), Map.of("akashi.data", data.toString())).signin();
    sessions = new Sessions(now::get, settings.idle(), settings.longest());
    signIns =
        new SignIns(
            accounts,
            settings,
            sessions,
            new Lockout(now::get, settings.failures(), settings.lock(), user -> true),
            new SignInLog(store, now::get, new HouseLog(store, now::get)),
            now::get,
            List.of());
  }

  @AfterEach
  void close() throws Exception {
    SecurityContextHolder.clearContext();
    store.close();
  }

  private Account person(String user) {
    return accounts.create(Account.of(user, "試験", Set.of(Role.AUDITOR)).by(Way.PROVIDER));
  }

  private void signedIn(Account account) {
    Sessions.Open open = sessions.open(account.id(), Set.of(Factor.PROVIDER_TWO), "127.0.0.1");
    Person person = Person.of(account, open.factors(), open.handle());
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
  }

  /** A request of which nothing is read. */
  private static HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FreshSessionTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            });
  }

  @Test
  void isAskedOfPeopleOfAProviderBeforeTheyChangeByWhatTheySignIn() {
    Account hanako = person("hanako");
    signedIn(hanako);
    now.updateAndGet(before -> before.plus(Duration.ofMinutes(14)));
    assertThatCode(() -> signIns.confirm(request(), hanako, "")).doesNotThrowAnyException();

    Account jiro = person("jiro");
    assertThatExceptionOfType(AccountException.class)
        .as("somebody else's session")
        .isThrownBy(() -> signIns.confirm(request(), jiro, ""));

    now.updateAndGet(before -> before.plus(Duration.ofMinutes(1)));
    assertThatExceptionOfType(AccountException.class)
        .isThrownBy(() -> signIns.confirm(request(), hanako, ""))
        .withMessageContaining("15 minutes");

    SecurityContextHolder.clearContext();
    assertThatExceptionOfType(AccountException.class)
        .as("nobody's session")
        .isThrownBy(() -> signIns.confirm(request(), hanako, ""));
  }
}
