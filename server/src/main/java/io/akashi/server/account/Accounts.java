package io.akashi.server.account;

import io.akashi.server.account.AccountFile.Kept;
import io.akashi.server.config.Role;
import io.akashi.server.config.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The accounts of one data directory. A change is durable when its method returns; when it cannot
 * be written, nothing has changed. User ids may be given as they were typed. Safe for use by many
 * threads of one process, which holds the lock of the data directory.
 */
public final class Accounts {
  private final AccountFile file;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final PasswordHash hash = new PasswordHash();

  // Replaced as a whole, under the lock of this, when the file has been written.
  private volatile Map<String, Kept> all;

  private Accounts(AccountFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.all = file.read();
  }

  /**
   * Reads the accounts of a data directory; none when there are none yet.
   *
   * @throws AccountException when their file is there and cannot be used
   */
  public static Accounts open(Path data, InstantSource clock) {
    return new Accounts(new AccountFile(data), clock);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** All, in the order of their ids. */
  public List<Account> all() {
    return all.values().stream().map(Kept::account).toList();
  }

  public Optional<Account> find(String user) {
    return kept(user).map(Kept::account);
  }

  private Optional<Kept> kept(String user) {
    return Optional.ofNullable(all.get(Account.normal(user)));
  }

  private Credentials credentials(String user) {
    return kept(user).map(Kept::credentials).orElse(Credentials.NONE);
  }

  /**
   * Keeps a new account, without a password.
   *
   * @throws AccountException when there is one of that id
   */
  public Account create(Account account) {
    return create(account, made -> {});
  }

  /**
   * The same, recorded before it is kept: what cannot be recorded does not happen.
   *
   * @param recording given the account as it will be kept; may throw
   */
  public synchronized Account create(Account account, Consumer<Account> recording) {
    if (all.containsKey(account.id())) {
      throw new AccountException(
          "利用者ID %1$s はもうあります。別のIDにしてください。 / there is an account %1$s already: choose another id"
              .formatted(account.id()));
    }
    Account created = account.at(1);
    recording.accept(created);
    save(new Kept(created, Credentials.NONE));
    return created;
  }

  /**
   * Keeps the changed rights of an account.
   *
   * @throws AccountException.Changed when somebody has changed it since it was read
   * @throws AccountException when nobody would be left who may manage accounts
   */
  public Account change(Account changed) {
    return change(changed, (before, after) -> {});
  }

  /**
   * The same, recorded before it is kept: what cannot be recorded does not happen.
   *
   * @param recording given the account before and after; may throw
   */
  public synchronized Account change(Account changed, BiConsumer<Account, Account> recording) {
    Kept before = existing(changed.id());
    if (before.account().version() != changed.version()) {
      throw new AccountException.Changed();
    }
    if (manages(before.account()) && !manages(changed) && managers() == 1) {
      throw new AccountException(
          "管理者がいなくなります。先にほかの人を管理者にしてください。 / nobody would be left to manage accounts: make"
              + " somebody else an administrator first");
    }
    Account after = changed.at(changed.version() + 1);
    recording.accept(before.account(), after);
    save(new Kept(after, before.credentials()));
    return after;
  }

  private static boolean manages(Account account) {
    return account.enabled() && account.roles().contains(Role.ADMIN);
  }

  private long managers() {
    return all().stream().filter(Accounts::manages).count();
  }

  /** Whether that is the password; for an unknown user it takes as long to say no. */
  public boolean isPassword(String user, String password) {
    return hash.matches(password, credentials(user).password());
  }

  public boolean hasPassword(String user) {
    return credentials(user).password() != null;
  }

  /** Tells a password from the ones before and after it, and nothing else about it. */
  public String passwordMark(String user) {
    String encoded = credentials(user).password();
    return encoded == null ? "" : Sha256.of(encoded).hex();
  }

  /**
   * Keeps another password, which must fulfil the {@link PasswordRule}: whoever calls this has
   * asked it.
   */
  public void setPassword(String user, String password) {
    String encoded = hash.encode(password);
    change(user, credentials -> credentials.withPassword(encoded));
  }

  /** Whether an authenticator or a passkey belongs to the account. */
  public boolean hasSecondFactor(String user) {
    return credentials(user).hasSecondFactor();
  }

  public boolean hasTotp(String user) {
    return credentials(user).totp() != null;
  }

  /** A secret for an authenticator, kept by {@link #setTotp} once a code of it was typed. */
  public String newTotpSecret() {
    return Totp.newSecret(random);
  }

  /** Keeps the secret of an authenticator when the code is one of it; whether it is. */
  public boolean setTotp(String user, String secret, String code) {
    OptionalLong step = Totp.step(secret, code, clock.instant(), 0);
    if (step.isPresent()) {
      change(user, credentials -> credentials.withTotp(secret, step.getAsLong()));
    }
    return step.isPresent();
  }

  /** Whether that is a code of the authenticator that was not taken before; it counts once. */
  public synchronized boolean takeTotp(String user, String code) {
    Credentials known = credentials(user);
    String secret = known.totp();
    if (secret == null) {
      return false;
    }
    OptionalLong step = Totp.step(secret, code, clock.instant(), known.lastStep());
    if (step.isPresent()) {
      change(user, credentials -> credentials.withTotp(secret, step.getAsLong()));
    }
    return step.isPresent();
  }

  /** New recovery codes in place of all earlier ones; nobody can read them again. */
  public List<String> newRecoveryCodes(String user) {
    List<String> codes = RecoveryCodes.make(random);
    change(
        user,
        credentials -> credentials.withRecovery(codes.stream().map(RecoveryCodes::hash).toList()));
    return codes;
  }

  /** How many recovery codes are left. */
  public int recoveryCodes(String user) {
    return credentials(user).recovery().size();
  }

  /** Whether that is a recovery code; it counts once. */
  public synchronized boolean takeRecoveryCode(String user, String code) {
    List<String> known = credentials(user).recovery();
    String shown = RecoveryCodes.hash(code);
    if (!known.contains(shown)) {
      return false;
    }
    List<String> left = known.stream().filter(each -> !each.equals(shown)).toList();
    change(user, credentials -> credentials.withRecovery(left));
    return true;
  }

  /** Forgets authenticator, recovery codes and passkeys, of a person who has lost them. */
  public void forgetSecondFactors(String user) {
    change(user, Credentials::withoutSecondFactors);
  }

  /**
   * Forgets everything by which a person signs in, and to whom of a provider it is tied. Without
   * second factors, who knows the password could set up an authenticator of their own before the
   * person has chosen another.
   */
  public void forgetCredentials(String user) {
    change(user, credentials -> Credentials.NONE);
  }

  /** Whether the account belongs to somebody whom a provider of identities knows. */
  public boolean isTied(String user) {
    return credentials(user).subject() != null;
  }

  /** The account of somebody whom a provider of identities knows. */
  public Optional<Account> ofSubject(String subject) {
    return all.values().stream()
        .filter(kept -> subject.equals(kept.credentials().subject()))
        .map(Kept::account)
        .findFirst();
  }

  /**
   * Ties an account to somebody whom a provider of identities knows, for good.
   *
   * @param subject {@code issuer subject}, of which the provider gives no other person the same
   * @return whether it belongs to that person: not when it is tied to another
   */
  public synchronized boolean tie(String user, String subject) {
    String known = credentials(user).subject();
    if (known == null) {
      change(user, credentials -> credentials.tiedTo(subject));
    }
    return known == null || known.equals(subject);
  }

  public List<Passkey> passkeys(String user) {
    return credentials(user).passkeys();
  }

  /** The account to which a passkey belongs. */
  public Optional<Account> ownerOf(String passkeyId) {
    return all.values().stream()
        .filter(kept ->
            kept.credentials().passkeys().stream().anyMatch(key -> key.id().equals(passkeyId)))
        .map(Kept::account)
        .findFirst();
  }

  /** Keeps a passkey, in place of the one with its id. */
  public void putPasskey(String user, Passkey passkey) {
    change(user, credentials -> credentials.with(passkey));
  }

  public void removePasskey(String user, String passkeyId) {
    change(user, credentials -> credentials.without(passkeyId));
  }

  private synchronized void change(String user, UnaryOperator<Credentials> change) {
    Kept before = existing(user);
    save(new Kept(before.account(), change.apply(before.credentials())));
  }

  private Kept existing(String user) {
    return kept(user)
        .orElseThrow(() ->
            new AccountException(
                "アカウント %1$s はありません。 / there is no account %1$s".formatted(Account.normal(user))));
  }

  private void save(Kept kept) {
    Map<String, Kept> next = new TreeMap<>(all);
    next.put(kept.account().id(), kept);
    try {
      file.write(next.values());
    } catch (IOException e) {
      throw new AccountException(
          "アカウントを保存できません。空き容量と権限を確かめてやり直してください。 / the accounts cannot be written: check the disk's"
              + " room and permissions, and try again",
          e);
    }
    all = next;
  }
}
