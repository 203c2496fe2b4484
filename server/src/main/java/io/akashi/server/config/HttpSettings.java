package io.akashi.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The HTTP listener.
 *
 * @param listen address of the HTTP listener; other than loopback only with {@code akashi.http.tls}
 * @param tls certificate of the HTTP listener; without it plain HTTP is spoken
 */
public record HttpSettings(@Default("127.0.0.1:8514") Listen listen, Tls tls) {

  /**
   * TLS of the HTTP listener.
   *
   * @param certificate PEM file with the server's certificate and its chain
   * @param key PEM file with the server's private key, PKCS#8
   * @param clientCa PEM file with the authorities of client certificates; clients may then use a
   *     certificate in place of a token
   */
  public record Tls(Optional<Path> certificate, Optional<Path> key, Optional<Path> clientCa) {
    public Tls {
      if (certificate.isPresent() != key.isPresent()) {
        throw new IllegalArgumentException(
            "certificate と key は両方必要です / certificate and key must be set together");
      }
      if (clientCa.isPresent() && certificate.isEmpty()) {
        throw new IllegalArgumentException(
            "client-ca には certificate が必要です / client-ca needs certificate and key");
      }
    }

    /** Whether TLS is spoken. */
    public boolean enabled() {
      return certificate.isPresent();
    }
  }

  public HttpSettings {
    if (!tls.enabled() && !listen.isLoopback()) {
      throw new IllegalArgumentException(
          "listen が %1$s のときは tls.certificate と tls.key が必要です / listen %1$s is reachable from other"
                  .formatted(listen)
              + " machines: set tls.certificate and tls.key, or use 127.0.0.1");
    }
  }
}
