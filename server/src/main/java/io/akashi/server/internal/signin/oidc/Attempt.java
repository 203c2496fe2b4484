package io.akashi.server.internal.signin.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;

/**
 * One person on the way to the provider and back.
 *
 * @param state what the provider has to bring back
 * @param nonce what has to stand in the ID token
 * @param verifier of PKCE
 * @param back address to which the provider sends the browser
 * @param next where the person wanted to go
 */
record Attempt(String state, String nonce, String verifier, String back, String next) {

  static Attempt begin(String back, String next) {
    return new Attempt(
        new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), back, next);
  }
}
