package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.OPERATOR;
import static io.akashi.server.HouseFixture.SENDER;
import static io.akashi.server.HouseFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.Book;
import io.akashi.tlog.ChainedProof;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.EntryBundle;
import io.akashi.tlog.SignedNote;
import io.akashi.tlog.VerifierKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One real house: real store, real sockets, real HTTP. */
class HouseTest {
  @TempDir static Path folder;

  private static HouseFixture fixture;

  @BeforeAll
  static void open() throws Exception {
    fixture = HouseFixture.open(folder, Map.of());
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void saysWhereItListensAndWithWhichKeyItSigns() {
    assertThat(fixture.said())
        .contains("accepting syslog+tcp:127.0.0.1:")
        .contains(folder.resolve("data").toString())
        .contains(fixture.house().store().verifierKey(Book.ROOT))
        .contains("http     http://127.0.0.1:");
  }

  @Test
  void findsAndProvesWhatWasHandedIn() throws Exception {
    String line = "<13>1 2026-11-22T10:00:00+09:00 ehr1 app 1 - - 患者 4711 を閲覧";
    HttpResponse<byte[]> taken = hand(SENDER, "ehr", line + "\n");
    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(text(taken)).contains("\"book\":\"clinical\"").contains("\"count\":1");
    long index = Long.parseLong(text(taken).replaceAll(".*\"first\":(\\d+).*", "$1"));

    String found =
        fixture.until(AUDITOR, "/api/v1/events?book=clinical&limit=1000", a -> a.contains("4711"));
    assertThat(found).contains("\"index\":" + index).contains("\"next\":null");

    String shown = fixture.text(AUDITOR, "/api/v1/entries/clinical/" + index);
    assertThat(shown).contains(" ehr http 127.0.0.1:").contains("患者 4711 を閲覧");

    byte[] proof = fixture.get(AUDITOR, "/api/v1/proofs/clinical/" + index).body();
    byte[] entry = entry(index);
    assertThat(new String(entry, StandardCharsets.UTF_8)).endsWith("\n" + line);
    assertThat(ChainedProof.parse(proof).verify(entry, keys()))
        .isEqualTo(new ChainedProof.Result.Proved(true, true));
    entry[entry.length - 1] ^= 1;
    assertThat(ChainedProof.parse(proof).verify(entry, keys()))
        .isInstanceOf(ChainedProof.Result.Refused.class);
  }

  @Test
  void takesLinesPackedAndAsNdjson() throws Exception {
    var packed = new java.io.ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8));
    }
    HttpResponse<byte[]> lines =
        fixture.post(
            SENDER,
            "/intake/v1/ehr",
            packed.toByteArray(),
            "Content-Type",
            "text/plain",
            "Content-Encoding",
            "gzip");
    HttpResponse<byte[]> ndjson =
        fixture.post(
            SENDER,
            "/intake/v1/ehr",
            "{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-ndjson");

    assertThat(text(lines)).contains("\"count\":3");
    assertThat(text(ndjson)).contains("\"count\":2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json     | [{"a":\\n1},{"b":2}]                    | 2
          application/fhir+json; charset=utf-8 | {"resourceType":\\n"Bundle"} | 1
          application/xml      | <Events><Event/><Event>x</Event></Events> | 2
          """)
  void takesDocumentsApart(String type, String body, int count) throws Exception {
    byte[] bytes = body.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer =
        fixture.post(SENDER, "/intake/v1/ehr", bytes, "Content-Type", type);
    assertThat(text(answer)).contains("\"count\":%d".formatted(count));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ehr, 401",
    "nonsense, ehr, 401",
    "the-token-of-the-auditor, ehr, 403",
    "the-token-of-the-operator, ehr, 403",
    "the-token-of-the-sender, firewall, 403",
    "the-token-of-the-sender, NOT%20AN%20ID, 404",
  })
  void refusesWhoMayNotHandIn(String token, String source, int status) throws Exception {
    HttpResponse<byte[]> answer = hand(token, source, "x\n");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void findsTwoJapaneseCharactersAnywhere() throws Exception {
    hand(SENDER, "ehr", "<13>1 2026-11-22T10:00:00+09:00 ehr1 app 1 - - 処方箋を印刷\n");
    fixture.until(AUDITOR, "/api/v1/events?book=clinical&limit=1000", a -> a.contains("処方箋を印刷"));

    String asked = "/api/v1/events?book=clinical&text=";
    assertThat(fixture.text(AUDITOR, asked + encode("方箋"))).contains("処方箋を印刷");
    assertThat(fixture.text(AUDITOR, asked + encode("方針"))).contains("\"events\":[]");
  }

  @Test
  void takesAsLinesWhatCurlSendsWithoutAContentTypeOfItsOwn() throws Exception {
    byte[] body = "user=%41&x=1\nsecond line\n".getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> form =
        fixture.post(
            SENDER, "/intake/v1/ehr", body, "Content-Type", "application/x-www-form-urlencoded");
    HttpResponse<byte[]> bare = fixture.post(SENDER, "/intake/v1/ehr", body);

    assertThat(text(form)).contains("\"count\":2");
    assertThat(text(bare)).contains("\"count\":2");
    long index = Long.parseLong(text(form).replaceAll(".*\"first\":(\\d+).*", "$1"));
    assertThat(fixture.text(AUDITOR, "/api/v1/entries/clinical/" + index))
        .contains("\"text\":\"user=%41&x=1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient=%ff%fe", "%ff=1"})
  void refusesParametersThatAreNotUtf8(String query) throws Exception {
    HttpResponse<byte[]> answer = fixture.get(AUDITOR, "/api/v1/events?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void refusesABodyInAnUnknownEncoding() throws Exception {
    HttpResponse<byte[]> answer =
        fixture.post(
            SENDER,
            "/intake/v1/ehr",
            new byte[] {1},
            "Content-Type",
            "text/plain",
            "Content-Encoding",
            "br");

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void refusesABodyThatSaysItIsTooLong() throws Exception {
    int http = Integer.parseInt(fixture.house().url().replaceAll(".*:", ""));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http)) {
      String head =
          "POST /intake/v1/ehr HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                  .formatted(SENDER)
              + "Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n".formatted((16 << 20) + 1);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void refusesABodyThatUnpacksToTooMuch() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] line = ("a".repeat(1_023) + "\n").getBytes(StandardCharsets.US_ASCII);
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int kib = 0; kib <= 16 << 10; kib++) {
        gzip.write(line);
      }
    }
    HttpResponse<byte[]> answer =
        fixture.post(
            SENDER,
            "/intake/v1/ehr",
            packed.toByteArray(),
            "Content-Type",
            "text/plain",
            "Content-Encoding",
            "gzip");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void refusesABodyThatIsNotWhatItSays() throws Exception {
    HttpResponse<byte[]> answer =
        fixture.post(
            SENDER,
            "/intake/v1/ehr",
            new byte[] {1, 2, 3},
            "Content-Type",
            "text/plain",
            "Content-Encoding",
            "gzip");

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void answersWithOneEventALineWhenAsked() throws Exception {
    hand(SENDER, "ehr", "first-marker\nsecond-marker\n");
    fixture.until(
        AUDITOR, "/api/v1/events?book=clinical&limit=1000", a -> a.contains("second-marker"));

    HttpResponse<byte[]> first =
        fixture.get(
            AUDITOR, "/api/v1/events?book=clinical&limit=1", "Accept", "application/x-ndjson");

    assertThat(text(first).lines()).hasSize(1);
    String link = first.headers().firstValue("Link").orElseThrow();
    String page = link.replaceAll("<\\?page=([^>]*)>.*", "$1");
    assertThat(fixture.text(AUDITOR, "/api/v1/events?book=clinical&limit=1&page=" + page))
        .contains("\"index\":")
        .doesNotContain(text(first).strip());
  }

  @Test
  void servesTheLogToItsReaders() throws Exception {
    hand(SENDER, "ehr", "line\n".repeat(300));
    String checkpoint = fixture.until("", "/tlog/clinical/checkpoint", a -> size(a) >= 300);
    assertThat(SignedNote.parse(checkpoint.getBytes(StandardCharsets.UTF_8)).verify(keys()))
        .matches(verdict -> verdict.isProved());

    assertThat(fixture.get("", "/tlog/clinical/tile/1/000.p/1").body()).hasSize(32);
    assertThat(fixture.get("", "/tlog/clinical/tile/0/000").statusCode()).isEqualTo(401);
    assertThat(fixture.get(OPERATOR, "/tlog/clinical/tile/entries/000").statusCode())
        .isEqualTo(403);
    HttpResponse<byte[]> leaves = fixture.get(AUDITOR, "/tlog/clinical/tile/0/000");
    assertThat(leaves.body()).hasSize(8192);
    assertThat(leaves.headers().firstValue("Cache-Control").orElseThrow())
        .contains("immutable")
        .contains("private");
    HttpResponse<byte[]> bundle =
        fixture.get(AUDITOR, "/tlog/clinical/tile/entries/000", "Accept-Encoding", "gzip");
    assertThat(bundle.headers().firstValue("Content-Encoding")).hasValue("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(bundle.body())).readAllBytes();
    assertThat(EntryBundle.decode(plain, 256)).hasSize(256);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tlog/clinical/tile/1/999",
        "/tlog/clinical/tile/01/000",
        "/tlog/clinical/tile/1/000.p/256",
        "/tlog/clinical/tile/1/x000/000",
        "/tlog/nothing/checkpoint",
        "/nothing",
        "/application.properties",
        "/actuator",
      })
  void hasNothingThere(String path) throws Exception {
    assertThat(fixture.get("", path).statusCode()).isEqualTo(404);
  }

  @Test
  void logsEveryLook() throws Exception {
    fixture.text(AUDITOR, "/api/v1/events?patient=look-marker-1");

    String looks =
        fixture.until(
            AUDITOR, "/api/v1/events?book=house&user=token:desk", a -> a.contains("look-marker-1"));
    assertThat(looks).contains("\"user_role\":\"auditor\"").contains("\"kind\":\"search\"");
  }

  @Test
  void recordsThatSomebodyKnockedWithAnUnknownToken() throws Exception {
    hand("a-token-that-nobody-gave", "ehr", "x\n");

    fixture.until(
        AUDITOR, "/api/v1/events?book=house&kind=login_failure", a -> a.contains("\"count\":"));
  }

  @Test
  void tellsTheOperatorHowItIsButNotWhatIsInIt() throws Exception {
    assertThat(fixture.text(OPERATOR, "/api/v1/status"))
        .contains("\"accepting\":true")
        .contains("\"signing\":\"active\"")
        .contains("\"verifier_key\":\"akashi.example/clinical+");
    assertThat(fixture.get(OPERATOR, "/api/v1/events").statusCode()).isEqualTo(403);
    assertThat(fixture.get("", "/api/v1/status").statusCode()).isEqualTo(401);
  }

  @Test
  void isHealthyAndMeasured() throws Exception {
    assertThat(fixture.text("", "/health")).contains("\"status\":\"accepting\"");
    assertThat(fixture.text("", "/metrics"))
        .contains("akashi_accepting 1\n")
        .contains("# TYPE akashi_entries_total counter\n")
        .contains("akashi_entries_total{book=\"clinical\"} ")
        .contains("akashi_messages_total{listener=\"syslog+tcp:127.0.0.1:0\"} ");
  }

  @Test
  void takesSyslogBesidesHttp() throws Exception {
    syslog("<14>Nov 22 10:00:00 fw1 kernel: syslog-marker\n".getBytes(StandardCharsets.UTF_8));

    String found =
        fixture.until(
            AUDITOR,
            "/api/v1/events?book=infrastructure&text=syslog-marker",
            a -> a.contains("fw1"));
    assertThat(found).contains("\"source\":\"unregistered\"");
  }

  @Test
  void survivesGarbageOnEveryPort() throws Exception {
    byte[] garbage = new byte[100_000];
    new Random(7).nextBytes(garbage);
    syslog(garbage);
    int http = Integer.parseInt(fixture.house().url().replaceAll(".*:", ""));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http)) {
      write(socket, garbage);
    }
    HttpResponse<byte[]> huge = fixture.get("", "/health", "X-Huge", "a".repeat(40_000));
    assertThat(huge.statusCode()).isBetween(400, 499);
    assertThat(huge.headers().firstValue("Server")).isEmpty();
    assertThat(text(huge)).doesNotContain("Tomcat");

    assertThat(fixture.get("", "/health").statusCode()).isEqualTo(200);
  }

  @Test
  void runsCommandsOfTheLocalSocket() throws Exception {
    var streams =
        new LocalClient.Streams(
            new ByteArrayInputStream(new byte[0]),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream());

    assertThat(LocalClient.call(folder.resolve("data"), List.of("a", "b"), folder, streams))
        .isEqualTo(2);
  }

  private static HttpResponse<byte[]> hand(String token, String source, String lines)
      throws IOException, InterruptedException {
    return fixture.post(
        token,
        "/intake/v1/" + source,
        lines.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "text/plain");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void syslog(byte[] octets) throws IOException {
    InetSocketAddress address = fixture.house().listeners().values().iterator().next();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      write(socket, octets);
    }
  }

  // The other side may close first; what it does afterwards is what the test looks at.
  private static void write(Socket socket, byte[] octets) {
    try {
      socket.getOutputStream().write(octets);
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      assertThat(e).isInstanceOf(java.net.SocketException.class);
    }
  }

  private static byte[] entry(long index) throws Exception {
    int width = (int) (index % 256) + 1;
    String path = "/tlog/clinical/tile/entries/%03d.p/%d".formatted(index / 256, width);
    if (width == 256) {
      path = path.replaceAll("\\.p/.*", "");
    }
    return EntryBundle.decode(fixture.get(AUDITOR, path).body(), width).getLast();
  }

  private static List<VerifierKey> keys() throws Exception {
    return List.of(
        VerifierKey.parse(fixture.house().store().verifierKey(Book.CLINICAL)),
        VerifierKey.parse(fixture.house().store().verifierKey(Book.ROOT)));
  }

  private static long size(String checkpoint) {
    try {
      return Checkpoint.parse(SignedNote.parse(checkpoint.getBytes(StandardCharsets.UTF_8)).text())
          .size();
    } catch (io.akashi.tlog.MalformedException e) {
      return 0; // the problem that says there is none yet
    }
  }
}
