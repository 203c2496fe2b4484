package io.akashi.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The syslog listeners.
 *
 * @param udp syslog over UDP (RFC 5426)
 * @param tcp syslog over TCP (RFC 6587)
 * @param tls syslog over TLS (RFC 5425)
 * @param maxMessage longest entry made of a message over TCP or TLS, 1KB to 1MB; the rest of a
 *     longer message becomes further entries, in order and labelled as its parts, so nothing is
 *     lost
 */
public record SyslogSettings(Plain udp, Plain tcp, Tls tls, @Default("1MB") Size maxMessage) {

  private static final long LARGEST_MESSAGE = 1L << 20;

  /**
   * Listeners without encryption.
   *
   * @param listen addresses to listen on, e.g. {@code [0.0.0.0:514, "[::]:514"]}; empty for none
   */
  public record Plain(List<Listen> listen) {}

  /** What a TLS listener asks of its clients. */
  public enum ClientAuth {
    /** No certificate is asked for. */
    NONE,
    /** A certificate is checked when the client has one. */
    OPTIONAL,
    /** A client without a valid certificate is refused. */
    REQUIRED
  }

  /**
   * TLS listeners.
   *
   * @param listen addresses to listen on, usually port 6514; empty for none
   * @param certificate PEM file with the server's certificate and its chain; without it the
   *     certificate that {@code akashi certificate show} shows
   * @param key PEM file with the server's private key, PKCS#8
   * @param clientCa PEM file with the authorities of client certificates
   * @param clientAuth whether clients must show a certificate: {@code none}, {@code optional} or
   *     {@code required}; when unset {@code required} with {@code client-ca} or {@code allow}, else
   *     {@code none}
   * @param allow SHA-256 of the client certificates that may send; empty for all that {@code
   *     client-ca} vouches for
   */
  public record Tls(
      List<Listen> listen,
      Optional<Path> certificate,
      Optional<Path> key,
      Optional<Path> clientCa,
      Optional<ClientAuth> clientAuth,
      List<Sha256> allow) {
    public Tls {
      if (certificate.isPresent() != key.isPresent()) {
        throw new IllegalArgumentException(
            "certificate と key は両方必要です / certificate and key must be set together");
      }
      boolean trusts = clientCa.isPresent() || !allow.isEmpty();
      if (clientAuth.isPresent() && trusts == (clientAuth.get() == ClientAuth.NONE)) {
        throw new IllegalArgumentException(
            "client-auth が none のとき client-ca と allow は使えず、それ以外では必要です / client-auth other than"
                + " none needs client-ca or allow, and none goes with neither");
      }
    }

    /** What is asked of clients, said or not. */
    public ClientAuth auth() {
      boolean trusts = clientCa.isPresent() || !allow.isEmpty();
      return clientAuth.orElse(trusts ? ClientAuth.REQUIRED : ClientAuth.NONE);
    }
  }

  public SyslogSettings {
    if (maxMessage.bytes() < 1024 || maxMessage.bytes() > LARGEST_MESSAGE) {
      throw new IllegalArgumentException(
          "max-message は1KBから1MBまでです / max-message must be 1KB to 1MB");
    }
  }
}
