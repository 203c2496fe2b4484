package io.akashi.server.internal.signin.passkey;

import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import io.akashi.server.account.Account;
import io.akashi.server.account.Passkey;
import io.akashi.server.config.Sha256;
import java.io.StringWriter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What an authenticator is asked, in the JSON forms of WebAuthn Level 3, sections 5.4 and 5.5. */
final class Options {
  private static final int TIMEOUT_MILLIS = 180_000;
  private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.EdDSA,
          COSEAlgorithmIdentifier.RS256);
  private static final JsonFactory JSON = new JsonFactory();

  private Options() {}

  /** What keys are taken, as the verifier wants it. */
  static List<PublicKeyCredentialParameters> keys() {
    return ALGORITHMS.stream()
        .map(algorithm ->
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
        .toList();
  }

  /** {@code PublicKeyCredentialCreationOptionsJSON}. */
  static String toRegister(Ceremony ceremony, Account account, List<Passkey> known) {
    return json(json -> {
      json.writeStringProperty("challenge", ceremony.challenge());
      json.writeObjectPropertyStart("rp");
      json.writeStringProperty("id", ceremony.host());
      json.writeStringProperty("name", "Akashi");
      json.writeEndObject();
      json.writeObjectPropertyStart("user");
      json.writeStringProperty("id", handle(account));
      json.writeStringProperty("name", account.id());
      json.writeStringProperty("displayName", account.name());
      json.writeEndObject();
      algorithms(json);
      exclude(json, known);
      json.writeObjectPropertyStart("authenticatorSelection");
      json.writeStringProperty("residentKey", "required");
      json.writeBooleanProperty("requireResidentKey", true);
      json.writeStringProperty("userVerification", "required");
      json.writeEndObject();
      json.writeStringProperty("attestation", "none");
      json.writeNumberProperty("timeout", TIMEOUT_MILLIS);
    });
  }

  /** {@code PublicKeyCredentialRequestOptionsJSON}, of any passkey that the person has here. */
  static String toSignIn(Ceremony ceremony) {
    return json(json -> {
      json.writeStringProperty("challenge", ceremony.challenge());
      json.writeStringProperty("rpId", ceremony.host());
      json.writeStringProperty("userVerification", "required");
      json.writeNumberProperty("timeout", TIMEOUT_MILLIS);
    });
  }

  /**
   * Tells an authenticator's accounts apart, and nobody who the person is; base64url of 32 octets.
   */
  static String handle(Account account) {
    byte[] digest = HexFormat.of().parseHex(Sha256.of("akashi user " + account.id()).hex());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private static void algorithms(JsonGenerator json) {
    json.writeArrayPropertyStart("pubKeyCredParams");
    for (COSEAlgorithmIdentifier each : ALGORITHMS) {
      json.writeStartObject();
      json.writeStringProperty("type", "public-key");
      json.writeNumberProperty("alg", each.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void exclude(JsonGenerator json, List<Passkey> passkeys) {
    json.writeArrayPropertyStart("excludeCredentials");
    for (Passkey each : passkeys) {
      json.writeStartObject();
      json.writeStringProperty("type", "public-key");
      json.writeStringProperty("id", each.id());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private interface Body {
    void write(JsonGenerator json);
  }

  private static String json(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    }
    return text.toString();
  }
}
