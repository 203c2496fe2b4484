package io.akashi.server.internal.signin.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Compares what an authenticator answered with what it was asked (WebAuthn Level 3, sections 7.1
 * and 7.2), user presence and verification included. Safe for use by many threads.
 */
final class Verifier {
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager();

  /** It is no answer, or not to the question. */
  static final class Unverified extends Exception {
    private static final long serialVersionUID = 1L;

    Unverified(Throwable cause) {
      super(cause);
    }
  }

  /** The key of a registration. */
  KeptKey registered(Answer answer, Ceremony ceremony) throws Unverified {
    return checked(() -> {
      RegistrationData data =
          manager.parse(
              new RegistrationRequest(
                  answer.octets("attestationObject"), answer.octets("clientDataJSON")));
      there(data.getCollectedClientData());
      AttestationObject attestation = there(data.getAttestationObject());
      there(attestation.getAuthenticatorData());
      var asked = new RegistrationParameters(ceremony.expected(), Options.keys(), true, true);
      return KeptKey.of(manager.verify(data, asked));
    });
  }

  /**
   * The key as it is after a sign-in.
   *
   * @param handle whose it is
   */
  KeptKey verified(Answer answer, Ceremony ceremony, KeptKey key, String handle) throws Unverified {
    return checked(() -> {
      AuthenticationData data =
          manager.parse(
              new AuthenticationRequest(
                  answer.octets("id"),
                  answer.octets("authenticatorData"),
                  answer.octets("clientDataJSON"),
                  answer.octets("signature")));
      there(data.getCollectedClientData());
      AuthenticatorData<?> authenticator = there(data.getAuthenticatorData());
      var asked =
          new AuthenticationParameters(ceremony.expected(), key.credential(), null, true, true);
      manager.verify(data, asked);
      // Section 7.2, step 6: it says whose it is, and that has to be who we think.
      if (!Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(answer.octets("userHandle"))
          .equals(handle)) {
        throw new IllegalArgumentException("the user handle is somebody else's");
      }
      return key.after(authenticator);
    });
  }

  private static <T> T there(@Nullable T part) {
    if (part == null) {
      throw new IllegalArgumentException("a part is missing");
    }
    return part;
  }

  private static <T> T checked(Supplier<T> work) throws Unverified {
    try {
      return work.get();
    } catch (DataConversionException
        | VerificationException
        | JacksonException
        | IllegalArgumentException e) {
      throw new Unverified(e);
    }
  }
}
