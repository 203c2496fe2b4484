package io.akashi.server;

import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Totp;
import io.akashi.server.config.Configuration;
import io.akashi.server.config.ConfigurationFile;
import io.akashi.server.config.Role;
import io.akashi.server.config.Sha256;
import io.akashi.store.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A house in a temporary folder, on free ports of the loopback interface, and a client of it. */
public final class HouseFixture implements AutoCloseable {
  public static final String SENDER = "the-token-of-the-sender";
  public static final String AUDITOR = "the-token-of-the-auditor";
  public static final String OPERATOR = "the-token-of-the-operator";

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final House house;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream out;

  private HouseFixture(House house, ByteArrayOutputStream out) {
    this.house = house;
    this.out = out;
  }

  /** Opens a house; the settings win over those of the fixture. */
  public static HouseFixture open(Path folder, Map<String, String> settings) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    House house =
        House.open(
            configuration(folder, settings),
            opened -> (args, cwd, in, stdout, stderr) -> args.size(),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return new HouseFixture(house, out);
  }

  static Configuration configuration(Path folder, Map<String, String> settings) throws Exception {
    Map<String, String> all = new TreeMap<>();
    all.put("akashi.data", folder.resolve("data").toString());
    all.put("akashi.origin", "akashi.example");
    all.put("akashi.reserve", "1MB");
    all.put("akashi.http.listen", "127.0.0.1:0");
    all.put("akashi.syslog.tcp.listen", "127.0.0.1:0");
    token(all, "gateway", SENDER, "sender");
    all.put("akashi.tokens.gateway.source", "ehr");
    token(all, "desk", AUDITOR, "auditor");
    token(all, "it", OPERATOR, "operator");
    all.put("akashi.sources.ehr.book", "clinical");
    all.putAll(settings);
    // What is answered does not depend on TLS; LocalHttpsIT and HttpTlsIT are about that.
    if (all.keySet().stream().noneMatch(key -> key.startsWith("akashi.http.tls."))) {
      all.putIfAbsent("akashi.http.plain", "true");
    }
    return ConfigurationFile.load(Optional.empty(), all);
  }

  private static void token(Map<String, String> all, String name, String token, String role) {
    all.put("akashi.tokens." + name + ".sha256", Sha256.of(token).hex());
    all.put("akashi.tokens." + name + ".role", role);
  }

  /** A person with these roles who has signed in, with password and authenticator. */
  public Visitor signedIn(Role... roles) throws Exception {
    return signedIn(Scope.ALL, roles);
  }

  /** The same, whose rights are narrowed. */
  public Visitor signedIn(Scope scope, Role... roles) throws Exception {
    Visitor visitor = new Visitor(house);
    visitor.signIn(person(scope, roles));
    return visitor;
  }

  /** An account with these roles, {@link Visitor#PASSWORD} and an authenticator. */
  public Visitor.Keys person(Scope scope, Role... roles) {
    Accounts accounts = house.accounts();
    String user = "person" + (accounts.all().size() + 1);
    Account account = Account.of(user, "試験 " + user, Set.of(roles));
    accounts.create(account.with(account.name(), account.roles(), scope, true));
    accounts.setPassword(user, Visitor.PASSWORD);
    String secret = accounts.newTotpSecret();
    // With the code of half a minute ago, so that the present one is still good.
    accounts.setTotp(user, secret, Totp.code(secret, Instant.now().minusSeconds(30)));
    return new Visitor.Keys(user, secret);
  }

  public House house() {
    return house;
  }

  /** What the house said when it opened. */
  public String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public HttpResponse<byte[]> get(String token, String path, String... headers)
      throws IOException, InterruptedException {
    return send(request(token, path, headers).GET().build());
  }

  public String text(String token, String path) throws IOException, InterruptedException {
    return new String(get(token, path).body(), StandardCharsets.UTF_8);
  }

  public HttpResponse<byte[]> post(String token, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send(
        request(token, path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  /** Sends a form of a page, with the token that the page gave it. */
  public HttpResponse<byte[]> submit(String token, String path, String form)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> page = get(token, "/display");
    Matcher csrf = CSRF.matcher(text(page));
    String cookie =
        page.headers().allValues("Set-Cookie").stream()
            .map(each -> each.substring(0, each.indexOf(';')))
            .collect(Collectors.joining("; "));
    String own =
        csrf.find() ? "_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8) : "";
    byte[] body = (form + (form.isEmpty() ? "" : "&") + own).getBytes(StandardCharsets.US_ASCII);
    String type = "application/x-www-form-urlencoded";
    return post(token, path, body, "Content-Type", type, "Cookie", cookie);
  }

  public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Asks again until the answer is as wanted; what follows the journal lags a moment. */
  public String until(String token, String path, Predicate<String> wanted) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    String answer = text(token, path);
    while (!wanted.test(answer)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("never as wanted: " + answer);
      }
      answer = text(token, path);
    }
    return answer;
  }

  private HttpRequest.Builder request(String token, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(house.url() + path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static byte[] resource(String name) throws IOException {
    try (var in = HouseFixture.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  static Path copy(Path folder, String name) throws IOException {
    return Files.write(folder.resolve(name), resource(name));
  }

  @Override
  public void close() {
    client.close();
    house.close();
  }
}
