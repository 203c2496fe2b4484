package io.akashi.server.internal.signin.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.akashi.server.config.OidcSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of a provider that may say anything. */
class ProviderTest {
  private static final String SECRET = "a secret that both sides know, long enough for HS256";
  private static final Attempt ATTEMPT =
      Attempt.begin("https://akashi.example/login/oidc/back", "/");

  private ECKey key;
  private HttpServer server;
  private String issuer;
  // What the provider answers; a test may change it.
  private String claimedIssuer;
  private String tokenEndpoint;
  private String algorithms = "[\"ES256\"]";
  private String answer = "";
  private String asked = "";
  private final AtomicInteger askedForSettings = new AtomicInteger();
  private InstantSource clock = InstantSource.system();

  @BeforeEach
  void start() throws Exception {
    key = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://localhost:" + server.getAddress().getPort();
    claimedIssuer = issuer;
    tokenEndpoint = issuer + "/token";
    serve("/.well-known/openid-configuration", this::metadata);
    serve("/keys", () -> new JWKSet(key.toPublicJWK()).toString());
    serve("/token", () -> answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private interface Body {
    String text();
  }

  private void serve(String path, Body body) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            byte[] octets = body.text().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, octets.length);
            exchange.getResponseBody().write(octets);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private String metadata() {
    askedForSettings.incrementAndGet();
    return """
    {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s",
     "jwks_uri":"%s/keys","response_types_supported":["code"],
     "subject_types_supported":["public"],"id_token_signing_alg_values_supported":%s}
    """
        .formatted(claimedIssuer, issuer, tokenEndpoint, issuer, algorithms);
  }

  private Provider provider() throws Exception {
    OidcSettings settings =
        new OidcSettings(
            Optional.of(issuer),
            Optional.empty(),
            Optional.of("akashi"),
            Optional.empty(),
            "x",
            "sub",
            "groups",
            List.of(),
            List.of(),
            List.of());
    return new Provider(settings, Optional.of(SECRET), SSLContext.getDefault(), clock);
  }

  private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    Instant now = Instant.now();
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("akashi")
                .subject("hanako")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", ATTEMPT.nonce()))
        .build();
  }

  private static JWT signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("1").build(), claims);
    token.sign(signer);
    return token;
  }

  private void answers(JWT token) {
    answer =
        "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
            .formatted(token.serialize());
  }

  @Test
  void asksWithStateNonceAndChallengeAndBelievesWhatItsKeyHasSigned() throws Exception {
    answers(signed(claims(each -> each), JWSAlgorithm.ES256, new ECDSASigner(key)));
    Provider provider = provider();
    URI there = provider.begin(ATTEMPT);

    assertThat(there.getQuery())
        .contains("response_type=code", "state=" + ATTEMPT.state(), "nonce=" + ATTEMPT.nonce())
        .contains("code_challenge_method=S256")
        .doesNotContain(ATTEMPT.verifier());
    assertThat(provider.claims(ATTEMPT, "c0de").getSubject().getValue()).isEqualTo("hanako");
  }

  @Test
  void showsTheVerifierToTheTokenEndpointAlone() throws Exception {
    answer = "{\"error\":\"invalid_grant\"}";
    assertThatThrownBy(() -> provider().claims(ATTEMPT, "c0de")).isNotNull();
    assertThat(asked).contains("code_verifier=" + ATTEMPT.verifier(), "code=c0de");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unsigned",
        "secret",
        "other key",
        "issuer",
        "audience",
        "nonce",
        "no nonce",
        "expired",
        "other party"
      })
  void believesNoOtherToken(String what) throws Exception {
    // A provider may even say that it does such things.
    algorithms = "[\"ES256\",\"HS256\",\"none\"]";
    JWSSigner own = new ECDSASigner(key);
    JWSSigner other = new ECDSASigner(new ECKeyGenerator(Curve.P_256).keyID("1").generate());
    JWSAlgorithm es = JWSAlgorithm.ES256;
    Date past = Date.from(Instant.now().minusSeconds(600));
    answers(
        switch (what) {
          case "unsigned" -> new PlainJWT(claims(each -> each));
          case "secret" -> signed(claims(each -> each), JWSAlgorithm.HS256, new MACSigner(SECRET));
          case "other key" -> signed(claims(each -> each), es, other);
          case "issuer" -> signed(claims(each -> each.issuer("https://evil.example")), es, own);
          case "audience" -> signed(claims(each -> each.audience("other")), es, own);
          case "nonce" -> signed(claims(each -> each.claim("nonce", "other")), es, own);
          case "no nonce" -> signed(claims(each -> each.claim("nonce", null)), es, own);
          case "expired" -> signed(claims(each -> each.expirationTime(past)), es, own);
          default ->
              signed(
                  claims(each -> each.audience(List.of("akashi", "b")).claim("azp", "b")), es, own);
        });

    assertThatThrownBy(() -> provider().claims(ATTEMPT, "c0de"))
        .isInstanceOf(Provider.Refused.class);
  }

  @Test
  void believesNoAnswerWithoutAToken() {
    answer = "{\"access_token\":\"x\",\"token_type\":\"Bearer\"}";
    assertThatThrownBy(() -> provider().claims(ATTEMPT, "c0de"))
        .isInstanceOf(Provider.Refused.class);
    answer = "not even JSON";
    assertThatThrownBy(() -> provider().claims(ATTEMPT, "c0de"))
        .isInstanceOf(Provider.Unreachable.class);
  }

  @Test
  void believesNoTokenOfAProviderThatSignsWithNoKeyOfItsOwn() throws Exception {
    algorithms = "[\"HS256\"]";
    answers(signed(claims(each -> each), JWSAlgorithm.ES256, new ECDSASigner(key)));
    assertThatThrownBy(() -> provider().claims(ATTEMPT, "c0de"))
        .isInstanceOf(Provider.Refused.class);
  }

  @Test
  void strangersWhoComeInCrowdsCostItOneQuestion() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    clock = now::get;
    Provider provider = provider();
    String right = claimedIssuer;
    claimedIssuer = "https://evil.example";
    assertThat(begun(provider)).isZero();
    assertThat(askedForSettings).hasValue(1);
    now.updateAndGet(before -> before.plusSeconds(2));
    claimedIssuer = right;
    assertThat(begun(provider)).isEqualTo(20);
    assertThat(askedForSettings).hasValue(2);
  }

  /** How many of twenty at a time are sent on. */
  private static long begun(Provider provider) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<URI>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(threads.submit(() -> provider.begin(ATTEMPT)));
      }
      long begun = 0;
      for (Future<URI> one : all) {
        try {
          begun += one.get().toString().isEmpty() ? 0 : 1;
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(Provider.Unreachable.class);
        }
      }
      return begun;
    }
  }

  @Test
  void sendsNothingToWhoIsAnotherIssuerOrNamesAnEndpointWithoutEncryption() {
    tokenEndpoint = "http://provider.example/token";
    assertThatThrownBy(() -> provider().claims(ATTEMPT, "c0de"))
        .isInstanceOf(Provider.Unreachable.class)
        .hasMessageContaining("without https");
    claimedIssuer = "https://evil.example";
    assertThatThrownBy(() -> provider().begin(ATTEMPT)).isInstanceOf(Provider.Unreachable.class);
  }
}
