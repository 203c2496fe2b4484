package io.akashi.server.account;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept to check who an account's person is. Immutable.
 *
 * @param password Argon2id, encoded; null before the first was chosen
 * @param totp secret of the authenticator, base32; null without one
 * @param lastStep time step of the last code taken: each counts once (RFC 6238, section 5.2)
 * @param recovery SHA-256 of the recovery codes that are left
 * @param passkeys registered passkeys
 * @param subject the person as a provider of identities knows them, {@code issuer subject}; null
 *     before they have signed in there
 */
record Credentials(
    @Nullable String password,
    @Nullable String totp,
    long lastStep,
    List<String> recovery,
    List<Passkey> passkeys,
    @Nullable String subject) {
  static final Credentials NONE = new Credentials(null, null, 0, List.of(), List.of(), null);

  Credentials {
    recovery = List.copyOf(recovery);
    passkeys = List.copyOf(passkeys);
  }

  Credentials withPassword(@Nullable String encoded) {
    return new Credentials(encoded, totp, lastStep, recovery, passkeys, subject);
  }

  Credentials withTotp(@Nullable String secret, long step) {
    return new Credentials(password, secret, step, recovery, passkeys, subject);
  }

  Credentials withRecovery(List<String> hashes) {
    return new Credentials(password, totp, lastStep, hashes, passkeys, subject);
  }

  /** The passkey takes the place of the one with its id. */
  Credentials with(Passkey passkey) {
    List<Passkey> all = new ArrayList<>(without(passkey.id()).passkeys);
    all.add(passkey);
    return new Credentials(password, totp, lastStep, recovery, all, subject);
  }

  Credentials without(String passkeyId) {
    List<Passkey> rest = passkeys.stream().filter(each -> !each.id().equals(passkeyId)).toList();
    return new Credentials(password, totp, lastStep, recovery, rest, subject);
  }

  Credentials tiedTo(String other) {
    return new Credentials(password, totp, lastStep, recovery, passkeys, other);
  }

  Credentials withoutSecondFactors() {
    return new Credentials(password, null, 0, List.of(), List.of(), subject);
  }

  boolean hasSecondFactor() {
    return totp != null || !passkeys.isEmpty();
  }
}
