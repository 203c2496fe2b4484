package io.akashi.server.internal.signin.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.akashi.server.config.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A provider of identities: OpenID Connect Core 1.0 with the authorization code flow and PKCE (RFC
 * 7636). Its settings and keys are read when they are first needed, so it may be away while Akashi
 * starts. Safe for use by many threads.
 */
final class Provider {
  private static final int PATIENCE = 5_000;
  private static final int MOST_OF_KEYS = 256 * 1024;
  private static final Duration SETTINGS_HOLD = Duration.ofHours(1);

  /** For so long it is not asked again after it could not be. */
  private static final Duration AWAY = Duration.ofSeconds(2);

  private final OidcSettings settings;
  private final Optional<String> secret;
  private final SSLContext tls;
  private final InstantSource clock;

  // Replaced as a whole.
  private volatile @Nullable Known known;

  // Guarded by this.
  private @Nullable Away away;

  private record Away(Unreachable why, Instant until) {}

  private record Known(
      OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant until) {}

  /** The provider cannot be asked, or did not answer as it should. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** What the provider said is not believed. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * @param secret the client secret; empty for a public client
   */
  Provider(OidcSettings settings, Optional<String> secret, SSLContext tls, InstantSource clock) {
    this.settings = settings;
    this.secret = secret;
    this.tls = tls;
    this.clock = clock;
  }

  /** Where the browser goes to sign in there. */
  URI begin(Attempt attempt) throws Unreachable {
    Scope scope = new Scope("openid", "profile");
    settings.scopes().forEach(scope::add);
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, scope, client(), URI.create(attempt.back()))
        .endpointURI(safe(known().metadata().getAuthorizationEndpointURI()))
        .state(new State(attempt.state()))
        .nonce(new Nonce(attempt.nonce()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** Who signed in there, by the code that came back. */
  IDTokenClaimsSet claims(Attempt attempt, String code) throws Unreachable, Refused {
    Known now = known();
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code),
            URI.create(attempt.back()),
            new CodeVerifier(attempt.verifier()));
    URI endpoint = safe(now.metadata().getTokenEndpointURI());
    TokenRequest request =
        secret.isPresent()
            ? new TokenRequest.Builder(
                    endpoint, new ClientSecretBasic(client(), new Secret(secret.get())), grant)
                .build()
            : new TokenRequest.Builder(endpoint, client(), grant).build();
    try {
      HTTPRequest http = request.toHTTPRequest();
      bound(http);
      TokenResponse response = OIDCTokenResponseParser.parse(http.send());
      if (!(response instanceof OIDCTokenResponse tokens)) {
        throw new Refused(
            "the token endpoint refused the code: "
                + response.toErrorResponse().getErrorObject().getCode());
      }
      JWT token = tokens.getOIDCTokens().getIDToken();
      if (token == null) {
        throw new Refused("there is no ID token in the answer");
      }
      return ours(validator(now).validate(token, new Nonce(attempt.nonce())));
    } catch (BadJOSEException | JOSEException e) {
      throw new Refused("the ID token is not believed: " + e.getMessage());
    } catch (IOException | ParseException e) {
      throw new Unreachable(String.valueOf(e.getMessage()), e);
    }
  }

  /** A token that was made for somebody else names them (Core 1.0, section 3.1.3.7). */
  private IDTokenClaimsSet ours(IDTokenClaimsSet claims) throws Refused {
    AuthorizedParty party = claims.getAuthorizedParty();
    if (party != null && !party.getValue().equals(client().getValue())) {
      throw new Refused("the ID token is made for " + party);
    }
    return claims;
  }

  private IDTokenValidator validator(Known now) throws Refused {
    Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);
    // Signed by the provider's key: neither unsigned nor with a secret both sides know.
    List<JWSAlgorithm> offered = now.metadata().getIDTokenJWSAlgs();
    algorithms.retainAll(offered == null ? List.of(JWSAlgorithm.RS256) : offered);
    if (algorithms.isEmpty()) {
      throw new Refused("the provider signs ID tokens with no key of its own: " + offered);
    }
    return new IDTokenValidator(
        issuer(), client(), new JWSVerificationKeySelector<>(algorithms, now.keys()), null);
  }

  private Known known() throws Unreachable {
    Known now = known;
    return now != null && clock.instant().isBefore(now.until()) ? now : fetched();
  }

  /** One asks for all who wait: strangers who come in thousands cost the provider one question. */
  private synchronized Known fetched() throws Unreachable {
    Known now = known;
    if (now != null && clock.instant().isBefore(now.until())) {
      return now;
    }
    Away last = away;
    if (last != null && clock.instant().isBefore(last.until())) {
      throw last.why();
    }
    try {
      away = null;
      OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer(), this::bound);
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.<SecurityContext>create(
                  safe(metadata.getJWKSetURI()).toURL(),
                  new DefaultResourceRetriever(
                      PATIENCE, PATIENCE, MOST_OF_KEYS, true, tls.getSocketFactory()))
              .build();
      Known fresh = new Known(metadata, keys, clock.instant().plus(SETTINGS_HOLD));
      known = fresh;
      return fresh;
    } catch (IOException | GeneralException e) {
      Unreachable why = new Unreachable(String.valueOf(e.getMessage()), e);
      away = new Away(why, clock.instant().plus(AWAY));
      throw why;
    }
  }

  /** An endpoint that the provider names: neither secrets nor keys go unencrypted. */
  private static URI safe(@Nullable URI endpoint) throws Unreachable {
    if (endpoint == null || !OidcSettings.isSafe(endpoint)) {
      throw new Unreachable("its settings name an endpoint without https: " + endpoint, null);
    }
    return endpoint;
  }

  private void bound(HTTPRequest request) {
    request.setConnectTimeout(PATIENCE);
    request.setReadTimeout(PATIENCE);
    request.setFollowRedirects(false);
    request.setSSLSocketFactory(tls.getSocketFactory());
  }

  private Issuer issuer() {
    return new Issuer(settings.issuer().orElseThrow());
  }

  private ClientID client() {
    return new ClientID(settings.clientId().orElseThrow());
  }
}
