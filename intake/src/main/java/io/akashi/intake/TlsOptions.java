package io.akashi.intake;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a listener speaks TLS: versions 1.2 (ECDHE with an AEAD cipher) and 1.3, nothing older.
 *
 * @param certificate PEM file with the server certificate and its chain
 * @param key PEM file with the private key (PKCS#8, not encrypted)
 * @param clientCa PEM file with the authorities that sign client certificates; may be null when
 *     {@code allowed} names every certificate
 * @param clientAuth whether clients must show a certificate
 * @param allowed SHA-256 of the client certificates that may send; empty means all that {@code
 *     clientCa} signs
 */
public record TlsOptions(
    Path certificate,
    Path key,
    @Nullable Path clientCa,
    ClientAuth clientAuth,
    Set<String> allowed) {

  /** Whether clients show a certificate. */
  public enum ClientAuth {
    /** They are not asked. */
    NONE,
    /** They are asked; who shows none may still send. */
    WANT,
    /** Who shows none is refused. */
    NEED
  }

  /**
   * @throws IntakeConfigurationException when the parts contradict each other
   */
  public TlsOptions {
    allowed = allowed.stream().map(SourceRule::fingerprint).collect(Collectors.toUnmodifiableSet());
    boolean canTrust = clientCa != null || !allowed.isEmpty();
    if (clientAuth == ClientAuth.NONE && canTrust) {
      throw new IntakeConfigurationException(
          "クライアント証明書の CA または許可リストがありますが、証明書を求めない設定です。client-auth を want か need にしてください / a client CA or an allow-list is set but client certificates are not asked for; set client-auth to want or need");
    }
    if (clientAuth != ClientAuth.NONE && !canTrust) {
      throw new IntakeConfigurationException(
          "クライアント証明書を求めますが、CA も許可リストもありません。client-ca か許可リストを設定してください / client certificates are asked for but neither a client CA nor an allow-list is set; set one of them");
    }
  }

  /** Server certificate only; clients are not asked for theirs. */
  public static TlsOptions of(Path certificate, Path key) {
    return new TlsOptions(certificate, key, null, ClientAuth.NONE, Set.of());
  }

  /** Clients must show a certificate signed by {@code clientCa}. */
  public TlsOptions withClientCa(Path ca) {
    return new TlsOptions(certificate, key, ca, ClientAuth.NEED, allowed);
  }
}
