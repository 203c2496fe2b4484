package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.SENDER;
import static io.akashi.server.HouseFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many who are slow, silent or greedy, and one honest client beside them. */
@Timeout(120)
class CrowdTest {
  private static final int MANY = 1_000;
  private static final String OTHER = "the-token-of-another-auditor";
  private static final String HALF = "<13>1 2026-11-22T10:0";
  private static final String HELLO = "\u0016\u0003\u0001\u0002";
  private static final String FORM =
      "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\nuser=";
  private static final String LINE = "<13>1 2026-11-22T10:00:00+09:00 ehr1 app 1 - - ";

  @TempDir static Path folder;

  private static HouseFixture fixture;
  private final List<SocketChannel> crowd = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    fixture =
        HouseFixture.open(
            folder,
            Map.of(
                "akashi.tokens.second.sha256",
                Sha256.of(OTHER).hex(),
                "akashi.tokens.second.role",
                "auditor",
                "akashi.syslog.tls.listen",
                "127.0.0.1:0"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @AfterEach
  void sendHome() throws IOException {
    for (SocketChannel one : crowd) {
      one.close();
    }
  }

  @Test
  void servesOthersBesideAThousandSlowHttpClients() throws Exception {
    for (int i = 0; i < MANY; i++) {
      // Nothing, the beginning of a head, a whole head of a sender without its body.
      join(http(), List.of("", "GET /hea", post(SENDER, 100)).get(i % 3));
    }
    acknowledgesAndFinds("crowd-http");
    for (SocketChannel one : crowd) {
      send(one, "x"); // and now and then a byte
    }
    acknowledgesAndFinds("crowd-http-again");
  }

  @Test
  void servesOthersBesideAThousandSlowSyslogSenders() throws Exception {
    for (int i = 0; i < MANY; i++) {
      // Nothing, half a message, half of what begins TLS.
      join(i % 3 == 2 ? syslog("tls") : syslog("tcp"), List.of("", HALF, HELLO).get(i % 3));
    }
    acknowledgesAndFinds("crowd-syslog");
    try (Socket honest = new Socket(InetAddress.getLoopbackAddress(), syslog("tcp").getPort())) {
      honest.getOutputStream().write((LINE + "honest-syslog\n").getBytes(StandardCharsets.UTF_8));
      fixture.until(AUDITOR, "/api/v1/events?text=honest-syslog", a -> a.contains("honest-syslog"));
    }
  }

  @Test
  void servesOthersBesideSendersWhoseBodiesNeverEnd() throws Exception {
    for (int i = 0; i < 64; i++) {
      join(http(), post(SENDER, 1 << 20) + LINE + "this body never ends");
    }
    acknowledgesAndFinds("crowd-bodies");
  }

  @Test
  void servesOthersWhileOneAddressHoldsEveryConnection() throws Exception {
    // More than Tomcat lets in; what was refused must not be counted as being there.
    for (int i = 0; i < 2_400; i++) {
      knock(i % 2 == 0 ? "GET /hea" : FORM.formatted(60_000));
    }
    aStrangerIsAnswered();
    sendHome();
    String refused =
        fixture.until(
            AUDITOR,
            "/api/v1/events?book=house&kind=connection_blocked",
            all -> all.contains("one was closed"));
    assertThat(refused.split("one was closed", -1))
        .as("one a minute, not each")
        .hasSizeBetween(2, 4);
  }

  @Test
  void servesOthersWhileHundredsAskForPagesAndReadNone() throws Exception {
    for (int i = 0; i < 200; i++) {
      knock("GET /login HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100));
    }
    aStrangerIsAnswered();
  }

  private static void aStrangerIsAnswered() throws IOException {
    try (Socket other =
        new Socket(
            InetAddress.getLoopbackAddress(),
            http().getPort(),
            InetAddress.getByName("127.0.0.2"),
            0)) {
      // Less than the time after which those who are slow are sent away.
      other.setSoTimeout(15_000);
      other
          .getOutputStream()
          .write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(new String(other.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  /** Joins, if it is let in. */
  private void knock(String says) {
    try {
      join(http(), says);
    } catch (IOException e) {
      assertThat(e).as("closed, and nothing else").hasMessageMatching("(?i)broken pipe|.*reset.*");
    }
  }

  @Test
  void whoGoesAwayInTheMiddleIsCountedAndFillsNoLog() throws Exception {
    List<LogRecord> lines = new CopyOnWriteArrayList<>();
    Handler handler = new Kept(lines);
    // Those of other tests are counted by then.
    long before =
        broken(
            fixture.until("", "/metrics", all -> all.matches("(?s).*_http_connections \\d\n.*")));
    Logger.getLogger("").addHandler(handler);
    try {
      for (String says :
          List.of(FORM.formatted(60_000), post(SENDER, 100_000) + "x".repeat(20_000))) {
        for (int i = 0; i < 5; i++) {
          join(http(), says);
        }
      }
      sendHome();
      fixture.until("", "/metrics", all -> broken(all) >= before + 10);
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }
    assertThat(lines.stream().map(LogRecord::getThrown).filter(Objects::nonNull)).isEmpty();
  }

  private static long broken(String metrics) {
    return Long.parseLong(metrics.replaceAll("(?s).*\nakashi_http_broken_total (\\d+).*", "$1"));
  }

  @Test
  void aFormThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
    SocketChannel greedy = join(http(), FORM.formatted(2_000_000));
    ByteBuffer answer = ByteBuffer.allocate(12);
    while (answer.hasRemaining() && greedy.read(answer) >= 0) {
      // until its status is there
    }
    assertThat(new String(answer.array(), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    String form = "user=" + "x".repeat(70_000);
    byte[] octets = form.getBytes(StandardCharsets.US_ASCII);
    String type = "application/x-www-form-urlencoded";
    HttpResponse<byte[]> page =
        fixture.post(
            "",
            "/login",
            octets,
            "Content-Type",
            type,
            "Accept",
            "text/html,*/*",
            "Referer",
            fixture.house().url() + "/login?next=%2Freview");
    assertThat(page.statusCode()).isEqualTo(413);
    assertThat(page.headers().firstValue("Content-Type"))
        .hasValueSatisfying(is -> assertThat(is).startsWith("text/html"));
    assertThat(HouseFixture.text(page))
        .contains("<h1", "長すぎるため、送れませんでした", "href=\"/login?next=%2Freview\"")
        .doesNotContain("/too-long?");
    HttpResponse<byte[]> english =
        fixture.post(
            "",
            "/login",
            octets,
            "Content-Type",
            type,
            "Accept",
            "text/html,*/*",
            "Cookie",
            "akashi-display=english.common.auto");
    assertThat(HouseFixture.text(english)).contains("too long to be sent").doesNotContain("長すぎる");
    HttpResponse<byte[]> program = fixture.post("", "/login", octets, "Content-Type", type);
    assertThat(HouseFixture.text(program)).contains("\"status\":413");
  }

  /** Keeps what is logged. */
  private static final class Kept extends Handler {
    private final List<LogRecord> lines;

    Kept(List<LogRecord> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line);
    }

    @Override
    public void flush() {
      // Nothing waits.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @Test
  void refusesABodyThatIsTooLong() throws Exception {
    String head =
        String.join(
            "\r\n",
            "POST /intake/v1/ehr HTTP/1.1",
            "Host: x",
            "Transfer-Encoding: chunked",
            "Authorization: Bearer " + SENDER,
            "",
            "2000000",
            "");
    try (Socket greedy = new Socket(InetAddress.getLoopbackAddress(), http().getPort())) {
      OutputStream out = greedy.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] lines = ("x".repeat(1_023) + "\n").repeat(1 << 10).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 16; i++) {
        out.write(lines);
      }
      out.write(lines, 0, 1_024); // it could go on for ever
      assertThat(new String(greedy.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void servesOthersWhileOneReadsNoneOfTheAnswers() throws Exception {
    String lines =
        IntStream.range(0, 10_000)
            .mapToObj(i -> LINE + "unread " + i + " " + "y".repeat(1_000))
            .collect(Collectors.joining("\n"));
    fixture.post(SENDER, "/intake/v1/ehr", lines.getBytes(StandardCharsets.UTF_8));
    String all = "/api/v1/events?source=ehr&limit=10000";
    fixture.until(AUDITOR, "/api/v1/events?text=unread+9999", a -> a.contains("unread 9999"));

    for (int i = 0; i < 8; i++) {
      join(
          http(),
          "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n".formatted(all, AUDITOR));
    }
    HttpResponse<byte[]> own = untilStatus(429, AUDITOR, all);
    assertThat(own.headers().firstValue("Retry-After")).isPresent();
    assertThat(text(own)).contains("read them");
    assertThat(fixture.get(OTHER, all).statusCode()).as("another auditor").isEqualTo(200);

    sendHome();
    assertThat(text(untilStatus(200, AUDITOR, all))).contains("unread 9999");
  }

  @Test
  void letsSearchesOverEverythingWaitForEachOther() throws Exception {
    acknowledgesAndFinds("crowd-searches");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String path = i % 2 == 0 ? "/api/v1/events?text=crowd" : "/api/v1/events/counts?by=user";
        answers.add(threads.submit(() -> fixture.get(AUDITOR, path)));
      }
      assertThat(fixture.get(OTHER, "/api/v1/events?limit=1").statusCode()).isEqualTo(200);
      for (Future<HttpResponse<byte[]>> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    }
  }

  private static HttpResponse<byte[]> untilStatus(int wanted, String token, String path)
      throws Exception {
    HttpResponse<byte[]> answer = fixture.get(token, path);
    for (int i = 0; i < 200 && answer.statusCode() != wanted; i++) {
      answer = fixture.get(token, path);
    }
    assertThat(answer.statusCode()).isEqualTo(wanted);
    return answer;
  }

  private static void acknowledgesAndFinds(String marker) throws Exception {
    HttpResponse<byte[]> taken =
        fixture.post(
            SENDER, "/intake/v1/ehr", (LINE + marker + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(taken.statusCode()).as(text(taken)).isEqualTo(200);
    fixture.until(AUDITOR, "/api/v1/events?text=" + marker, a -> a.contains(marker));
  }

  private static String post(String token, int length) {
    return "POST /intake/v1/ehr HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(length, token);
  }

  private static InetSocketAddress http() {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(),
        Integer.parseInt(fixture.house().url().replaceAll(".*:", "")));
  }

  private static InetSocketAddress syslog(String kind) {
    return fixture.house().listeners().entrySet().stream()
        .filter(each -> each.getKey().startsWith("syslog+" + kind))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private SocketChannel join(InetSocketAddress where, String says) throws IOException {
    SocketChannel one = SocketChannel.open();
    one.socket().setReceiveBufferSize(4_096);
    one.connect(where);
    crowd.add(one);
    send(one, says);
    return one;
  }

  private static void send(SocketChannel one, String says) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(says.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      one.write(bytes);
    }
  }
}
