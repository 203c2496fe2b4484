package io.akashi.intake;

import io.akashi.event.SourceId;
import io.akashi.intake.internal.net.AddressRange;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the configuration: messages for which all stated conditions hold come from {@code
 * source}. A condition that is null is not stated.
 *
 * @param source who sent them
 * @param listener name of the listener, as configured
 * @param certificate SHA-256 of the client certificate, 64 hexadecimal digits, colons allowed
 * @param token name of the token (not the secret) an HTTP sender showed
 * @param peer address or range of the sender: {@code 10.1.2.3}, {@code 10.1.0.0/16}, {@code
 *     2001:db8::/32}
 * @param host syslog host name, compared without regard to case. The sender claims it, so it is
 *     weaker than any other condition
 */
public record SourceRule(
    SourceId source,
    @Nullable String listener,
    @Nullable String certificate,
    @Nullable String token,
    @Nullable String peer,
    @Nullable String host) {

  private static final int SHA256_HEX = 64;

  /**
   * @throws IntakeConfigurationException when a condition cannot be read
   */
  public SourceRule {
    if (certificate != null) {
      certificate = fingerprint(certificate);
    }
    if (peer != null) {
      AddressRange.parse(peer);
    }
    if (host != null) {
      host = host.toLowerCase(Locale.ROOT);
    }
  }

  /** A rule without conditions; add them by {@code with...}. */
  public static SourceRule to(SourceId source) {
    return new SourceRule(source, null, null, null, null, null);
  }

  public SourceRule withListener(String value) {
    return new SourceRule(source, value, certificate, token, peer, host);
  }

  public SourceRule withCertificate(String value) {
    return new SourceRule(source, listener, value, token, peer, host);
  }

  public SourceRule withToken(String value) {
    return new SourceRule(source, listener, certificate, value, peer, host);
  }

  public SourceRule withPeer(String value) {
    return new SourceRule(source, listener, certificate, token, value, host);
  }

  public SourceRule withHost(String value) {
    return new SourceRule(source, listener, certificate, token, peer, value);
  }

  /**
   * The usual spelling of a certificate's SHA-256: 64 lower-case hexadecimal digits.
   *
   * @throws IntakeConfigurationException when {@code text} is no SHA-256
   */
  public static String fingerprint(String text) {
    String hex = text.replace(":", "").toLowerCase(Locale.ROOT);
    if (hex.length() != SHA256_HEX || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      throw new IntakeConfigurationException(
          "証明書の指紋「%s」は SHA-256（16進64桁）ではありません / certificate fingerprint '%s' is not a SHA-256 of 64 hexadecimal digits; print it with: openssl x509 -noout -fingerprint -sha256 -in FILE"
              .formatted(text, text));
    }
    return hex;
  }
}
