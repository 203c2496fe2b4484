package io.akashi.server.internal.signin.passkey;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import java.util.Base64;
import java.util.Objects;

/**
 * What is kept of a passkey: {@code 1:<attested credential data, base64url>:<counter>:<backup
 * eligible>:<backed up>}. The data is that of WebAuthn Level 3, section 6.5.1: identifier and
 * public key.
 *
 * @param data identifier and public key
 * @param counter of signatures; 0 where the authenticator does not count
 * @param eligible whether the key can be copied to other devices
 * @param copied whether it was
 */
record KeptKey(byte[] data, long counter, boolean eligible, boolean copied) {
  private static final String VERSION = "1";
  private static final int PARTS = 5;
  private static final AttestedCredentialDataConverter CONVERTER =
      new AttestedCredentialDataConverter(new ObjectConverter());

  /** Of a registration that was verified. */
  static KeptKey of(RegistrationData registration) {
    AuthenticatorData<?> authenticator =
        Objects.requireNonNull(registration.getAttestationObject()).getAuthenticatorData();
    return new KeptKey(
        CONVERTER.convert(Objects.requireNonNull(authenticator.getAttestedCredentialData())),
        authenticator.getSignCount(),
        authenticator.isFlagBE(),
        authenticator.isFlagBS());
  }

  /**
   * @throws IllegalArgumentException when the text is none of {@link #text}
   */
  static KeptKey parse(String text) {
    String[] parts = text.split(":");
    if (parts.length != PARTS || !parts[0].equals(VERSION)) {
      throw new IllegalArgumentException("a passkey of another form");
    }
    return new KeptKey(
        Base64.getUrlDecoder().decode(parts[1]),
        Long.parseLong(parts[2]),
        Boolean.parseBoolean(parts[3]),
        Boolean.parseBoolean(parts[4]));
  }

  /** As it is kept with the account. */
  String text() {
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    return String.join(":", VERSION, key, counter + "", eligible + "", copied + "");
  }

  /** After a sign-in. */
  KeptKey after(AuthenticatorData<?> authenticator) {
    return new KeptKey(data, authenticator.getSignCount(), eligible, authenticator.isFlagBS());
  }

  /** Identifier of the credential, base64url. */
  String id() {
    AttestedCredentialData attested = CONVERTER.convert(data);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(attested.getCredentialId());
  }

  /** As the verifier wants it. */
  CredentialRecord credential() {
    return new CredentialRecordImpl(
        null, true, eligible, copied, counter, CONVERTER.convert(data), null, null, null, null);
  }
}
