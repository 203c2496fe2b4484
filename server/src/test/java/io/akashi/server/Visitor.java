package io.akashi.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.account.Totp;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser without scripts: keeps cookies and sends the CSRF token of forms. */
public final class Visitor implements AutoCloseable {
  public static final String PASSWORD = "Ao1-kumo-take";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final House house;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

  /**
   * With what a person signs in, beside {@link #PASSWORD}.
   *
   * @param secret of the authenticator
   */
  public record Keys(String user, String secret) {
    /** The code of now. */
    public String code() {
      return Totp.code(secret, Instant.now());
    }

    /** The code of half a minute later, for who has used that of now. */
    public String nextCode() {
      return Totp.code(secret, Instant.now().plusSeconds(30));
    }
  }

  public Visitor(House house) {
    this.house = house;
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(house.url() + path)).GET(), path);
  }

  public String text(String path) throws Exception {
    return get(path).body();
  }

  /** A file, byte for byte. */
  public byte[] octets(String path) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(house.url() + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  /** Sends a form with the token of the page that signs in. */
  public HttpResponse<String> post(String path, String... fields) throws Exception {
    List<String> all = new ArrayList<>(List.of(fields));
    all.add("_csrf");
    all.add(token());
    return postBare(path, path, all.toArray(String[]::new));
  }

  /** Sends a form as it is given, from a page. */
  public HttpResponse<String> postBare(String path, String page, String... fields)
      throws Exception {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      form.append(form.isEmpty() ? "" : "&")
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        HttpRequest.newBuilder(URI.create(house.url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())),
        page);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String page) throws Exception {
    return client.send(
        request
            .header("Referer", house.url() + page)
            .header("Accept", "text/html")
            .timeout(Duration.ofSeconds(60))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A token of forms for this browser. */
  public String token() throws Exception {
    Matcher token = TOKEN.matcher(text("/login"));
    assertThat(token.find()).as("a token in the form").isTrue();
    return token.group(1);
  }

  /** Signs in with password and code. */
  public void signIn(Keys keys) throws Exception {
    assertThat(where(post("/login", "user", keys.user(), "password", PASSWORD)))
        .isEqualTo("/login/second");
    assertThat(where(post("/login/second", "code", keys.code()))).isEqualTo("/");
  }

  /** Where an answer sends the browser; empty when nowhere. */
  public static String where(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Location")
        .map(place -> place.replaceFirst("^https?://[^/]*", ""))
        .orElse("");
  }

  /** A cookie of this browser, or empty. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    client.close();
  }
}
