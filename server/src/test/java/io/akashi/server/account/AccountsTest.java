package io.akashi.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.server.config.Role;
import io.akashi.store.Book;
import io.akashi.store.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and credentials in their file. */
class AccountsTest {
  private static final String PASSWORD = "Ao1-kumo-take";
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  @TempDir Path folder;

  private Accounts open() {
    return Accounts.open(folder, now::get);
  }

  private static Account sato() {
    return Account.of(" Sato ", "佐藤 花子", Set.of(Role.ADMIN));
  }

  @Test
  void whatCannotBeRecordedDoesNotHappen() {
    Accounts accounts = Accounts.open(folder, InstantSource.system());
    Account sato = Account.of("sato", "佐藤", Set.of(Role.AUDITOR));
    AccountException full = new AccountException("the book is full");
    assertThatThrownBy(() ->
            accounts.create(
                sato,
                made -> {
                  throw full;
                }))
        .isSameAs(full);
    assertThat(accounts.all()).isEmpty();
    Account kept = accounts.create(sato);
    assertThatThrownBy(() ->
            accounts.change(
                kept.with(kept.name(), Set.of(Role.ADMIN), kept.scope(), true),
                (before, after) -> {
                  throw full;
                }))
        .isSameAs(full);
    assertThat(Accounts.open(folder, InstantSource.system()).find("sato")).contains(kept);
  }

  @Test
  void belongsToWhomAProviderFirstKnewUntilThatIsForgotten() {
    Accounts accounts = Accounts.open(folder, InstantSource.system());
    accounts.create(Account.of("sato", "佐藤", Set.of(Role.AUDITOR)).by(Way.PROVIDER));
    assertThat(accounts.isTied("sato")).isFalse();
    assertThat(accounts.tie("sato", "https://idp.example 1")).isTrue();
    accounts.forgetSecondFactors("sato");
    Accounts again = Accounts.open(folder, InstantSource.system());
    assertThat(again.tie("sato", "https://idp.example 2")).isFalse();
    assertThat(again.tie("sato", "https://idp.example 1")).isTrue();
    assertThat(again.ofSubject("https://idp.example 1")).map(Account::id).contains("sato");
    assertThat(again.ofSubject("https://idp.example 2")).isEmpty();
    again.forgetCredentials("sato");
    assertThat(again.tie("sato", "https://idp.example 2")).isTrue();
  }

  @Test
  void keepsEverythingInOneFileThatNobodyElseReadsAndNoPasswordInIt() throws Exception {
    Accounts accounts = open();
    assertThat(accounts.isEmpty()).isTrue();
    accounts.create(sato());
    Scope scope = new Scope(Set.of(Book.CLINICAL), Set.of("PACS", "電子カルテ"));
    Account ito = Account.of("ito", "伊藤", Set.of(Role.AUDITOR, Role.DEPARTMENT));
    accounts.create(ito.with("伊藤", ito.roles(), scope, false).by(Way.DIRECTORY));
    accounts.setPassword("sato", PASSWORD);
    List<String> codes = accounts.newRecoveryCodes("sato");
    accounts.putPasskey("sato", new Passkey("id1", "鍵", NOW, "{\"a\":1}"));

    Path file = folder.resolve("accounts.json");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(file))
        .contains("$argon2id$")
        .doesNotContain(PASSWORD)
        .doesNotContain(codes.getFirst());
    Accounts again = open();
    assertThat(again.all()).isEqualTo(accounts.all()).hasSize(2);
    assertThat(again.find("ITO").orElseThrow().scope()).isEqualTo(scope);
    assertThat(again.isPassword("Sato", PASSWORD)).isTrue();
    assertThat(again.isPassword("sato", PASSWORD + "x")).isFalse();
    assertThat(again.isPassword("ito", "")).isFalse();
    assertThat(again.isPassword("nobody", PASSWORD)).isFalse();
    assertThat(again.ownerOf("id1").map(Account::id)).contains("sato");
    assertThat(
            again.takeRecoveryCode("sato", codes.get(3).toUpperCase(Locale.ROOT).replace("-", " ")))
        .isTrue();
  }

  @Test
  void aCrashBeforeTheRenameLeavesWhatWasThere() throws Exception {
    open().create(sato());
    Files.writeString(folder.resolve("accounts.json.new"), "{\"format\":\"akashi-acc");

    Accounts accounts = open();
    assertThat(accounts.all()).extracting(Account::id).containsExactly("sato");
    accounts.create(Account.of("ito", "伊藤", Set.of(Role.AUDITOR)));
    assertThat(open().all()).hasSize(2);
    assertThat(folder.resolve("accounts.json.new")).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenHasNotHappened() throws Exception {
    Accounts accounts = open();
    accounts.create(sato());
    // A folder that is not empty stands where the new file would be written.
    Files.createDirectories(folder.resolve("accounts.json.new").resolve("x"));

    assertThatThrownBy(() -> accounts.setPassword("sato", PASSWORD))
        .isInstanceOf(AccountException.class)
        .hasMessageContaining("保存できません");
    assertThat(accounts.hasPassword("sato")).isFalse();
    assertThat(open().hasPassword("sato")).isFalse();
  }

  @Test
  void refusesAFileThatIsDamagedOrThatOthersMayRead() throws Exception {
    open().create(sato());
    Path file = folder.resolve("accounts.json");
    String good = Files.readString(file);
    Files.writeString(file, good.substring(0, good.length() - 2));
    assertThatThrownBy(this::open).isInstanceOf(AccountException.class).hasMessageContaining(" / ");
    Files.writeString(file, good.replace("\"admin\"", "\"sender\""));
    assertThatThrownBy(this::open).isInstanceOf(AccountException.class);
    Files.writeString(file, good);
    assertThat(open().all()).hasSize(1);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::open).hasMessageContaining("chmod 600");
  }

  @Test
  void ofTwoWhoEditOneAccountTheSecondIsTold() {
    Accounts accounts = open();
    Account read = accounts.create(sato());
    Account first = accounts.change(read.with("佐藤 A", Set.of(Role.ADMIN), read.scope(), true));
    assertThatThrownBy(
            () -> accounts.change(read.with("佐藤 B", Set.of(Role.ADMIN), read.scope(), true)))
        .isInstanceOf(AccountException.Changed.class);
    assertThat(accounts.find("sato")).contains(first);
    assertThatThrownBy(() -> accounts.create(sato())).hasMessageContaining("sato");
  }

  @Test
  void somebodyWhoManagesAccountsIsAlwaysLeft() {
    Accounts accounts = open();
    Account sato = accounts.create(sato());
    assertThatThrownBy(
            () -> accounts.change(sato.with("佐藤", Set.of(Role.ADMIN), sato.scope(), false)))
        .isInstanceOf(AccountException.class);
    assertThatThrownBy(
            () -> accounts.change(sato.with("佐藤", Set.of(Role.AUDITOR), sato.scope(), true)))
        .isInstanceOf(AccountException.class);
    accounts.create(Account.of("ito", "伊藤", Set.of(Role.ADMIN)));
    assertThat(accounts.change(sato.with("佐藤", Set.of(Role.AUDITOR), sato.scope(), true)).roles())
        .containsExactly(Role.AUDITOR);
  }

  @Test
  void codesCountOnce() {
    Accounts accounts = open();
    accounts.create(sato());
    String secret = accounts.newTotpSecret();
    assertThat(accounts.setTotp("sato", secret, "000000x")).isFalse();
    assertThat(accounts.hasSecondFactor("sato")).isFalse();
    assertThat(accounts.setTotp("sato", secret, Totp.code(secret, NOW))).isTrue();
    assertThat(accounts.takeTotp("sato", Totp.code(secret, NOW))).as("used already").isFalse();
    now.set(NOW.plusSeconds(30));
    assertThat(accounts.takeTotp("sato", Totp.code(secret, now.get()))).isTrue();
    assertThat(accounts.takeTotp("sato", Totp.code(secret, now.get()))).isFalse();
    assertThat(accounts.takeTotp("nobody", Totp.code(secret, now.get()))).isFalse();
    String code = accounts.newRecoveryCodes("sato").getLast();
    assertThat(accounts.takeRecoveryCode("sato", code)).isTrue();
    assertThat(accounts.takeRecoveryCode("sato", code)).isFalse();
    assertThat(accounts.recoveryCodes("sato")).isEqualTo(9);
    accounts.forgetSecondFactors("sato");
    assertThat(accounts.hasSecondFactor("sato")).isFalse();
    assertThat(accounts.recoveryCodes("sato")).isZero();
  }

  @Test
  void refusesIdsAndRolesThatAreNone() {
    assertThatThrownBy(() -> Account.of("佐藤", "佐藤", Set.of(Role.ADMIN)))
        .isInstanceOf(AccountException.class);
    assertThatThrownBy(() -> Account.of("sato", " ", Set.of(Role.ADMIN)))
        .isInstanceOf(AccountException.class);
    assertThatThrownBy(() -> Account.of("sato", "佐藤", Set.of()))
        .isInstanceOf(AccountException.class);
    assertThatThrownBy(() -> Account.of("sato", "佐藤", Set.of(Role.SENDER)))
        .isInstanceOf(AccountException.class);
  }
}
