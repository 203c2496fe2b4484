package io.akashi.server.internal.tls;

import io.akashi.server.UnusableCertificateException;
import io.akashi.server.config.HttpSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import org.apache.tomcat.util.net.TLSClientHelloExtractor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/** TLS of the HTTP listener, as a bundle of Spring, which hands a changed one on to Tomcat. */
public final class HttpsDoor implements TlsDoor, SslBundleRegistrar {
  /** Name of the bundle. */
  public static final String BUNDLE = "akashi";

  private static final String ALIAS = "server";
  // Of a store that never leaves the memory; Tomcat wants one.
  private static final String PASSWORD = "in-memory";
  private static final Set<String> TLS_13 =
      Set.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");
  private static final Set<String> WITH_TLS_12 =
      Set.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** What somebody reads who speaks plain HTTP here; Tomcat's own says less. */
  private static final String SPEAK_TLS =
      """
      HTTP/1.1 400 \r
      Content-Type: text/plain;charset=UTF-8\r
      Connection: close\r
      \r
      ここは HTTPS です。アドレスの先頭を https:// にしてください。 / This port speaks HTTPS: begin the address with https://\r
      """;

  private final HttpSettings.Tls settings;
  private volatile SslBundle bundle;
  private volatile boolean hospital;
  private volatile @Nullable SslBundleRegistry registry;

  private HttpsDoor(HttpSettings.Tls settings, TlsPlace place) throws UnusableCertificateException {
    this.settings = settings;
    this.bundle = bundle(place);
    this.hospital = place.hospital();
  }

  /**
   * Reads what is shown first.
   *
   * @throws UnusableCertificateException when it cannot be used
   */
  public static HttpsDoor open(HttpSettings.Tls settings, TlsPlace place)
      throws UnusableCertificateException {
    TLSClientHelloExtractor.USE_TLS_RESPONSE = SPEAK_TLS.getBytes(StandardCharsets.UTF_8);
    return new HttpsDoor(settings, place);
  }

  @Override
  public void registerBundles(SslBundleRegistry bundles) {
    registry = bundles;
    bundles.registerBundle(BUNDLE, bundle);
  }

  @Override
  public void show(TlsPlace place) throws UnusableCertificateException {
    SslBundle fresh = bundle(place);
    SslBundleRegistry bundles = registry;
    if (bundles != null) {
      bundles.updateBundle(BUNDLE, fresh);
    }
    bundle = fresh;
    hospital = place.hospital();
  }

  /** Whether a certificate of the hospital is shown, and not one of the local authority. */
  public boolean isHospitals() {
    return hospital;
  }

  private SslBundle bundle(TlsPlace place) throws UnusableCertificateException {
    Identity identity = place.read();
    try {
      KeyStore own = empty();
      own.setKeyEntry(
          ALIAS,
          identity.key(),
          PASSWORD.toCharArray(),
          identity.chain().toArray(Certificate[]::new));
      KeyStore trusted = settings.clientCa().isEmpty() ? null : trust(settings.clientCa().get());
      Set<String> ciphers = settings.tls12() ? WITH_TLS_12 : TLS_13;
      Set<String> protocols = settings.tls12() ? Set.of("TLSv1.3", "TLSv1.2") : Set.of("TLSv1.3");
      return SslBundle.of(
          SslStoreBundle.of(own, PASSWORD, trusted),
          SslBundleKey.of(PASSWORD, ALIAS),
          SslOptions.of(ciphers, protocols));
    } catch (GeneralSecurityException | IOException e) {
      throw new UnusableCertificateException(
          "%1$s で HTTPS を始められません: %2$s / HTTPS cannot start with %1$s: %2$s"
              .formatted(place.certificate(), e.getMessage()),
          e);
    }
  }

  private static KeyStore trust(Path file)
      throws GeneralSecurityException, IOException, UnusableCertificateException {
    KeyStore store = empty();
    int number = 0;
    for (X509Certificate each : KeyFiles.read(file, Optional.empty()).certificates()) {
      store.setCertificateEntry("ca" + number++, each);
    }
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
