package io.akashi.server.internal.signin.passkey;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import io.akashi.server.account.AccountException;
import io.akashi.server.internal.tls.ServerNames;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/**
 * One question to an authenticator, which is answered once.
 *
 * @param challenge 32 random octets, base64url
 * @param origin scheme, host and port of the page that asks
 * @param host the relying party: the host alone
 * @param user whose passkey is registered; empty when somebody signs in
 */
record Ceremony(String challenge, String origin, String host, String user) {
  private static final int OCTETS = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Whether browsers let a page at this address ask for a passkey: HTTPS under a name, or {@code
   * localhost}. Whether the certificate is trusted, the browser alone knows: without that it
   * refuses.
   */
  static boolean isPossible(HttpServletRequest request) {
    String host = request.getServerName();
    return host.equalsIgnoreCase("localhost")
        || (request.isSecure()
            && ServerNames.canonical(host)
                .filter(name -> !ServerNames.isAddress(name))
                .isPresent());
  }

  /**
   * A new question.
   *
   * @throws AccountException where passkeys are not possible
   */
  static Ceremony of(HttpServletRequest request, String user) {
    if (!isPossible(request)) {
      throw new AccountException(
          "パスキーは、証明書を信頼済みの名前で開いたときだけ使えます。IPアドレスではなく名前で開いてください。 / passkeys work only under a name with a trusted certificate: open this page by its name, not by an IP address");
    }
    byte[] octets = new byte[OCTETS];
    RANDOM.nextBytes(octets);
    String host = request.getServerName().toLowerCase(Locale.ROOT);
    int port = request.getServerPort();
    boolean usual = port == (request.isSecure() ? 443 : 80);
    return new Ceremony(
        Base64.getUrlEncoder().withoutPadding().encodeToString(octets),
        request.getScheme() + "://" + host + (usual ? "" : ":" + port),
        host,
        user);
  }

  /** What the answer is compared with. */
  ServerProperty expected() {
    return ServerProperty.builder()
        .origin(new Origin(origin))
        .rpId(host)
        .challenge(new DefaultChallenge(Base64.getUrlDecoder().decode(challenge)))
        .build();
  }
}
