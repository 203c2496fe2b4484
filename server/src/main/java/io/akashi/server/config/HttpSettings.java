package io.akashi.server.config;

import io.akashi.server.internal.tls.ServerNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP listener.
 *
 * @param listen address of the HTTP listener, which speaks HTTPS: with the certificate of {@code
 *     akashi.http.tls}, else the one {@code akashi certificate install} took, else one of the local
 *     authority, made at the first start (decision 011)
 * @param names further names and addresses under which people reach this server, e.g. {@code
 *     [akashi.example-hospital.jp]}; they stand in the certificate of the local authority. A new
 *     one makes a new authority, to be rolled out again
 * @param plain speak plain HTTP, on loopback alone: for a trial, or behind a program on the same
 *     machine that speaks TLS
 * @param tls TLS of the HTTP listener
 */
public record HttpSettings(
    @Default("127.0.0.1:8514") Listen listen,
    List<String> names,
    @Default("false") boolean plain,
    Tls tls) {

  /**
   * TLS of the HTTP listener.
   *
   * @param certificate PEM file with the hospital's certificate for this server and its chain;
   *     usually {@code akashi certificate install} is simpler
   * @param key PEM file with the private key of {@code certificate}
   * @param clientCa PEM file with the authorities of client certificates; clients may then use a
   *     certificate in place of a token
   * @param tls12 speak TLS 1.2 too, for a sender that knows no 1.3; browsers do not need it
   */
  public record Tls(
      Optional<Path> certificate,
      Optional<Path> key,
      Optional<Path> clientCa,
      @Default("false") boolean tls12) {
    public Tls {
      if (certificate.isPresent() != key.isPresent()) {
        throw new IllegalArgumentException(
            "certificate と key は両方必要です / certificate and key must be set together");
      }
    }

    private boolean isSaid() {
      return certificate.isPresent() || clientCa.isPresent() || tls12;
    }
  }

  public HttpSettings {
    names = List.copyOf(names);
    names.forEach(HttpSettings::check);
    if (plain && !listen.isLoopback()) {
      throw new IllegalArgumentException(
          "listen が %1$s のときは plain を使えません。外して HTTPS にしてください（証明書は自動で作られます） / listen %1$s is reachable from other machines: remove plain, HTTPS needs no certificate of yours"
              .formatted(listen));
    }
    if (plain && tls.isSaid()) {
      throw new IllegalArgumentException(
          "plain と tls は同時に使えません。どちらかを外してください / plain and tls contradict each other: remove one");
    }
  }

  private static void check(String name) {
    if (ServerNames.canonical(name).isEmpty()) {
      throw new IllegalArgumentException(
          "names の %1$s はホスト名でもアドレスでもありません。akashi.example-hospital.jp のように書いてください / names: %1$s is neither a host name nor an address; write it as akashi.example-hospital.jp"
              .formatted(name));
    }
  }

  /** The host of its addresses: where it listens, or a name where it listens everywhere. */
  public String host() {
    boolean everywhere = ServerNames.canonical(listen.host()).isEmpty();
    return everywhere && !names.isEmpty() ? names.getFirst() : listen.host();
  }

  /** The scheme of its addresses: {@code https} or {@code http}. */
  public String scheme() {
    return plain ? "http" : "https";
  }
}
