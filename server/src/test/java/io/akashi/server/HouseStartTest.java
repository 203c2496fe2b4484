package io.akashi.server;

import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.server.config.Configuration;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseStartTest {
  private static final Pattern ACCEPTING = Pattern.compile("^accepting .*127\\.0\\.0\\.1:(\\d+) ");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"akashi.http.listen", "akashi.syslog.tcp.listen"})
  void saysThatAPortIsInUse(String key) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> HouseFixture.open(folder, Map.of(key, "127.0.0.1:" + taken.getLocalPort())))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining(" / ");
    }
    // Everything was closed again: the same folder opens.
    HouseFixture.open(folder, Map.of()).close();
  }

  @Test
  void saysThatTheDataDirectoryIsLocked() throws Exception {
    try (HouseFixture _ = HouseFixture.open(folder, Map.of())) {
      assertThatThrownBy(() -> HouseFixture.open(folder, Map.of()))
          .isInstanceOf(StartException.class)
          .hasMessageContaining(" / ");
    }
  }

  @Test
  void answersTheFirstPagesBeforeAnybodyAsksAndLooksAtNothing() throws Exception {
    String looks = "/api/v1/events?book=house&with-looks=true&user=";
    try (HouseFixture fixture = HouseFixture.open(folder, Map.of())) {
      assertThat(fixture.house().warmUp().answers().get(60, TimeUnit.SECONDS))
          .isEqualTo(
              Map.of(
                  "/login",
                  200,
                  "/",
                  200,
                  "/search?from=-",
                  400,
                  "/sources",
                  200,
                  "/integrity",
                  200));
      // A look of the warm-up would be found no later than this one.
      fixture.text(HouseFixture.AUDITOR, looks + "token:desk");
      fixture.until(
          HouseFixture.AUDITOR,
          looks + "token:desk",
          all -> all.contains("\"user_id\":\"token:desk"));
      assertThat(fixture.text(HouseFixture.AUDITOR, looks + "house"))
          .doesNotContain("\"user_id\":\"house");
    }
  }

  @Test
  void saysThatACertificateHasExpired() throws Exception {
    Path certificate = HouseFixture.copy(folder, "expired.pem");

    assertThatThrownBy(() ->
            HouseFixture.open(
                folder,
                Map.of(
                    "akashi.http.tls.certificate", certificate.toString(),
                    "akashi.http.tls.key", certificate.toString())))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("expired.pem expired at 2020-01-02");
  }

  @Test
  void saysThatACertificateIsNone() throws Exception {
    Path certificate = Files.writeString(folder.resolve("note.pem"), "not a certificate");

    assertThatThrownBy(() ->
            HouseFixture.open(
                folder,
                Map.of(
                    "akashi.http.tls.certificate", certificate.toString(),
                    "akashi.http.tls.key", certificate.toString())))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("note.pem cannot be read as a PEM certificate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw-rw-"})
  void refusesATokenFileThatOthersMayRead(String mode) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "a-long-enough-token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertThatThrownBy(() -> HouseFixture.open(folder, token(file)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("akashi.tokens.x.file: others may read");
  }

  @Test
  void refusesAShortToken() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "short");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThatThrownBy(() -> HouseFixture.open(folder, token(file)))
        .hasMessageContaining("needs at least 16 characters");
  }

  @Test
  void namesAFormatThatNobodyReads() {
    assertThatThrownBy(() -> HouseFixture.open(folder, Map.of("akashi.sources.x.format", "evxt")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("akashi.sources.x.format = evxt is unknown")
        .hasMessageContaining("use one of [auto, dicom, evtx, fhir, lines, syslog,");
    assertThatThrownBy(() -> HouseFixture.open(folder, Map.of("akashi.sources.x.format", "sislog")))
        .hasMessageContaining("did you mean syslog?");
  }

  @Test
  void namesAMappingThatDoesNotExist() {
    Map<String, String> settings =
        Map.of("akashi.sources.x.format", "lines", "akashi.sources.x.mapping", "ehr-acess");
    assertThatThrownBy(() -> HouseFixture.open(folder, settings))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("akashi.sources.x.mapping: ")
        .hasMessageContaining("did you mean 'ehr-access'?");
  }

  @Test
  void asksForAMappingWhereOneIsNeededAndRefusesOneWhereNoneIsUsed() {
    assertThatThrownBy(() -> HouseFixture.open(folder, Map.of("akashi.sources.x.format", "lines")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("the source names no mapping");
    assertThatThrownBy(
            () -> HouseFixture.open(folder, Map.of("akashi.sources.x.mapping", "ehr-access")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("the format auto uses no mapping");
  }

  @Test
  void namesTheKeysOfASyslogCertificateBeforeItMakesADataDirectory() throws Exception {
    Path note = Files.writeString(folder.resolve("note.pem"), "not a certificate");

    assertThatThrownBy(() ->
            HouseFixture.open(
                folder,
                Map.of(
                    "akashi.syslog.tls.listen", "127.0.0.1:0",
                    "akashi.syslog.tls.certificate", note.toString(),
                    "akashi.syslog.tls.key", folder.resolve("no.key").toString(),
                    "akashi.syslog.tls.client-ca", folder.resolve("no.pem").toString())))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("akashi.syslog.tls.certificate: " + note)
        .hasMessageContaining("akashi.syslog.tls.key: ")
        .hasMessageContaining("akashi.syslog.tls.client-ca: ");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void namesAFolderOfMappingsThatIsNotThere() {
    Map<String, String> settings = Map.of("akashi.mappings", folder.resolve("none").toString());
    assertThatThrownBy(() -> HouseFixture.open(folder, settings))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("correct akashi.mappings");
  }

  @Test
  void namesAllThatIsWrongAtOnce() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "short");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "akashi.tokens.y.file", folder.resolve("none").toString(),
                "akashi.tokens.y.role", "auditor",
                "akashi.http.tls.certificate", file.toString(),
                "akashi.http.tls.key", folder.resolve("no.key").toString(),
                "akashi.sources.a.format", "lines",
                "akashi.sources.b.format", "sislog",
                "akashi.sources.c.match.peer", "300.1.2.3"));
    settings.putAll(token(file));

    assertThatThrownBy(() -> HouseFixture.open(folder, settings))
        .isInstanceOf(StartException.class)
        .satisfies(e ->
            assertThat(e.getMessage().lines())
                .hasSize(7)
                .allMatch(line -> line.contains("akashi.") && line.contains(" / ")))
        .hasMessageContaining("akashi.tokens.x.file")
        .hasMessageContaining("akashi.tokens.y.file")
        .hasMessageContaining("akashi.http.tls.certificate")
        .hasMessageContaining("akashi.http.tls.key")
        .hasMessageContaining("akashi.sources.a.mapping")
        .hasMessageContaining("akashi.sources.b.format")
        .hasMessageContaining("akashi.sources.c.match");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void knowsItsVersion() throws Exception {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + House.VERSION + "</version>");
  }

  @Test
  void pushesBackWhileTheDiskIsBelowItsReserve() throws Exception {
    try (HouseFixture fixture = HouseFixture.open(folder, Map.of("akashi.reserve", "1000TB"))) {
      HttpResponse<byte[]> answer = hand(fixture);
      HttpResponse<byte[]> health = fixture.get("", "/health");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(HouseFixture.text(health)).contains("\"status\":\"full\"");
      assertThat(fixture.text("", "/metrics")).contains("akashi_accepting 0\n");

      HttpResponse<byte[]> look = fixture.get(HouseFixture.AUDITOR, "/api/v1/events");
      assertThat(look.statusCode()).isEqualTo(503);
      assertThat(HouseFixture.text(look)).contains("no room to record this");
      for (String page : List.of("/search?patient=4711&user=n001", "/patients/4711?user=n001")) {
        HttpResponse<byte[]> search = fixture.get(HouseFixture.AUDITOR, page);
        assertThat(search.statusCode()).as(page).isEqualTo(503);
        assertThat(HouseFixture.text(search))
            .as("the form is there as it was filled, with what to do")
            .contains("name=\"user\" value=\"n001\"", "もう一度ボタンを", "4711");
      }
    }
  }

  @Test
  void isDegradedWhileItDoesNotSign() throws Exception {
    Path anchor = folder.resolve("anchor");
    try (HouseFixture fixture =
        HouseFixture.open(folder, Map.of("akashi.anchor", anchor.toString()))) {
      HttpResponse<byte[]> health = fixture.get("", "/health");
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(HouseFixture.text(health)).contains("\"status\":\"degraded\"");
      assertThat(hand(fixture).statusCode()).isEqualTo(200);
      assertThat(fixture.text("", "/metrics")).contains("akashi_signing 0\n");

      Files.createDirectory(anchor);
      fixture.until("", "/health", answer -> answer.contains("\"status\":\"accepting\""));
    }
  }

  @Test
  void takesMessagesBeforeHttpIsThere() throws Exception {
    int http;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      http = free.getLocalPort();
    }
    Configuration configuration =
        HouseFixture.configuration(folder, Map.of("akashi.http.listen", "127.0.0.1:" + http));
    List<String> order = new ArrayList<>();
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
          @Override
          public void println(String line) {
            Matcher accepting = ACCEPTING.matcher(line);
            if (accepting.find()) {
              order.add("syslog " + isOpen(Integer.parseInt(accepting.group(1))));
              order.add("http " + isOpen(http));
            }
          }
        };
    try (House house = House.open(configuration, opened -> (a, c, i, o, e) -> 0, out)) {
      order.add("http " + isOpen(http));
      assertThat(house.listeners()).hasSize(1);
    }
    assertThat(order).containsExactly("syslog true", "http false", "http true");
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false; // refused: nobody listens
    }
  }

  private static HttpResponse<byte[]> hand(HouseFixture fixture) throws Exception {
    return fixture.post(SENDER, "/intake/v1/ehr", new byte[] {'x'}, "Content-Type", "text/plain");
  }

  private static Map<String, String> token(Path file) {
    return Map.of("akashi.tokens.x.file", file.toString(), "akashi.tokens.x.role", "auditor");
  }

  @Test
  void refusesABudgetThatIsSmallerThanItsHeap() throws Exception {
    assertThatThrownBy(() -> HouseFixture.open(folder, Map.of("akashi.memory", "64MB")))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("akashi.memory")
        .hasMessageContaining("AKASHI_HEAP");
  }
}
