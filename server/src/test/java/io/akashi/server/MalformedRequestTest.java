package io.akashi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP listener answers to bytes that are no request. */
class MalformedRequestTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: x",
        "GET /api/v1/events?a[]=1 HTTP/1.1\r\nHost: x",
        "POST /intake/v1/ehr HTTP/1.1\r\nHost: x\r\nContent-Length: -5",
        "GET /health HTTP/1.1",
        "GET /health HTTP/1.1\r\nHost: a b",
        "GET /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: strange",
        "GET / HTTP/9.9\r\nHost: x",
        "TRACE /health HTTP/1.1\r\nHost: x",
        "what is this",
      })
  void answersAMalformedRequestWithAProblemAndNothingAboutTheServer(String head) throws Exception {
    String answer = raw(head + "\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .matches("(?s)HTTP/1.1 (4|50[15]).*")
        .contains("Content-Type: application/problem+json")
        .contains("\"type\":\"about:blank\"")
        .doesNotContainIgnoringCase("html")
        .doesNotContainIgnoringCase("tomcat")
        .doesNotContainIgnoringCase("exception")
        .doesNotContain("Server:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/patients/%3Cscript%3E%2F", "/..%2f..%2fetc", "/patients/%00"})
  void aBrowserGetsAPageWithAWayOn(String path) throws Exception {
    String head = "GET " + path + " HTTP/1.1\r\nHost: x\r\nAccept: text/html,*/*;q=0.8\r\n";
    assertThat(raw(head + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("Content-Type: text/html;charset=UTF-8", "Content-Security-Policy: default-src")
        .contains("<a href=\"/\">", "このアドレスは開けません", "This address cannot be opened")
        .doesNotContain("script", "etc", "patients")
        .doesNotContainIgnoringCase("tomcat");
  }

  private static String raw(String request) throws IOException {
    int http = Integer.parseInt(fixture.house().url().replaceAll(".*:", ""));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
