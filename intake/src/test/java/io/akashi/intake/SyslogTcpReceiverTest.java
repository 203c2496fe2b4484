package io.akashi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogTcpReceiverTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T01:02:03.123456789Z"));
  private static final String MESSAGE = "<85>1 2026-11-22T00:00:00Z ehr-01 app - - - 患者を参照";

  private final CollectingSink sink = new CollectingSink();
  private final List<IntakeEvent> events = new CopyOnWriteArrayList<>();

  private SyslogTcpReceiver open(TcpOptions options, SourceRules rules) {
    return SyslogTcpReceiver.open(options, rules, sink, events::add, CLOCK);
  }

  private SyslogTcpReceiver open() {
    return open(TcpOptions.plain("main", ANY_PORT), SourceRules.NONE);
  }

  private static Socket connect(SyslogTcpReceiver receiver) throws IOException {
    return new Socket(receiver.address().getAddress(), receiver.address().getPort());
  }

  private static Socket connect(SyslogTcpReceiver receiver, String from) throws IOException {
    return new Socket(
        receiver.address().getAddress(),
        receiver.address().getPort(),
        InetAddress.getByName(from),
        0);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  private static String octets(String message) {
    return message.getBytes(UTF_8).length + " " + message;
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void stampsWhatIsKnownOfAMessage(String loopback) throws IOException {
    var bind = new InetSocketAddress(InetAddress.getByName(loopback), 0);
    try (var receiver = open(TcpOptions.plain("main", bind), SourceRules.NONE);
        Socket socket = connect(receiver)) {
      send(socket, octets(MESSAGE) + MESSAGE + "\n");
      List<Arrival> arrivals = sink.await(2);
      Arrival first = arrivals.getFirst();
      assertThat(first.payload()).isEqualTo(MESSAGE.getBytes(UTF_8));
      assertThat(first.framing()).isEqualTo("octet");
      assertThat(arrivals.get(1).framing()).isEqualTo("lf");
      assertThat(first.receivedAt()).isEqualTo(Instant.parse("2026-11-22T01:02:03.123456Z"));
      assertThat(first.transport()).isEqualTo(Transport.SYSLOG_TCP);
      assertThat(first.source()).isEqualTo(SourceId.UNREGISTERED);
      String host = loopback.contains(":") ? "[::1]" : loopback;
      assertThat(first.peer()).isEqualTo(host + ":" + socket.getLocalPort());
      assertThat(first.keys()).isEmpty();
    }
  }

  @Test
  void handsOverTheLastFrameAlthoughTheConnectionStaysOpen() throws IOException {
    try (var receiver = open();
        Socket socket = connect(receiver)) {
      send(socket, octets(MESSAGE));
      assertThat(sink.await(1)).hasSize(1);
    }
  }

  @Test
  void takesAMessageWithoutTrailerWhenTheSenderStalls() throws IOException {
    TcpOptions options =
        TcpOptions.plain("main", ANY_PORT)
            .withTimeouts(Duration.ofMinutes(5), Duration.ofMillis(50), Duration.ofSeconds(5));
    try (var receiver = open(options, SourceRules.NONE);
        Socket socket = connect(receiver)) {
      send(socket, MESSAGE);
      assertThat(sink.await(1).getFirst().framing()).isEqualTo("quiet");
    }
  }

  @Test
  void keepsTheFragmentOfABrokenConnection() throws IOException {
    try (var receiver = open()) {
      try (Socket socket = connect(receiver)) {
        send(socket, "500 <85>1 cut off");
      }
      Arrival fragment = sink.await(1).getFirst();
      assertThat(fragment.keys()).containsEntry("truncated", "1").containsEntry("stated", "500");
    }
  }

  @Test
  void looksAtTheHostNameOnlyWhereARuleAsksForIt() throws IOException {
    SourceRules rules =
        SourceRules.of(
            List.of(
                SourceRule.to(new SourceId("ehr")).withPeer("127.0.0.1").withHost("EHR-01"),
                SourceRule.to(new SourceId("relay")).withPeer("127.0.0.0/8")));
    try (var receiver = open(TcpOptions.plain("main", ANY_PORT), rules);
        Socket socket = connect(receiver)) {
      send(socket, MESSAGE + "\n<13>Nov 22 00:00:00 other app: x\n" + MESSAGE + "\n");
      assertThat(sink.await(3).stream().map(a -> a.source().value()))
          .containsExactly("ehr", "relay", "ehr");
    }
  }

  @Test
  void stopsReadingWhileTheSinkHasNoRoom() throws IOException {
    sink.shut();
    try (var receiver = open();
        Socket socket = connect(receiver)) {
      String line = MESSAGE + "x".repeat(60_000) + "\n";
      int lines = 300;
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; i < lines; i++) {
              sendUnchecked(socket, line);
            }
          });
      CollectingSink.until("the first batch waits", () -> receiver.figures().messages() == 0);
      assertThat(sender).isNotDone();
      sink.open();
      assertThat(sink.await(lines)).hasSize(lines);
      sender.join();
    }
  }

  @Test
  void boundsWhatIsHandedOverAndNotDurable() throws IOException {
    var durable = sink.holdDurability();
    TcpOptions options =
        TcpOptions.plain("main", ANY_PORT).withLimits(TcpOptions.DEFAULT_MAX_MESSAGE, 10, 100_000);
    int lines = 2_000;
    try (var receiver = open(options, SourceRules.NONE);
        Socket socket = connect(receiver)) {
      String line = "<13>" + "x".repeat(1_000) + "\n";
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(() -> sendUnchecked(socket, line.repeat(lines)));
      sink.await(100);
      // One read of at most 64 KiB may go beyond the limit.
      assertThat(sink.count()).isLessThan(170);
      durable.complete(new Receipt("clinical", 0, 1));
      assertThat(sink.await(lines)).hasSize(lines);
      sender.join();
    }
  }

  private static void sendUnchecked(Socket socket, String text) {
    try {
      send(socket, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void closesTheConnectionAndGoesOnWhenTheStoreStopped() throws IOException {
    sink.breakDown();
    try (var receiver = open()) {
      try (Socket socket = connect(receiver)) {
        send(socket, MESSAGE + "\n");
        send(socket, MESSAGE + "\n");
        awaitEnd(socket);
      }
      CollectingSink.until("failure counted", () -> receiver.figures().sinkFailures() == 1);
      assertThat(events).hasAtLeastOneElementOfType(IntakeEvent.SinkFailed.class);
      try (Socket again = connect(receiver)) {
        assertThat(again.isConnected()).isTrue();
        CollectingSink.until("accepted", () -> receiver.figures().connections() == 2);
      }
    }
  }

  private static void awaitEnd(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // A receiver never answers; only the end is awaited.
      }
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Test
  void refusesConnectionsAboveTheLimit() throws IOException {
    TcpOptions options = TcpOptions.plain("main", ANY_PORT).withLimits(1_000, 1, 100_000);
    try (var receiver = open(options, SourceRules.NONE);
        Socket first = connect(receiver)) {
      CollectingSink.until("first is open", () -> receiver.figures().openConnections() == 1);
      try (Socket second = connect(receiver)) {
        awaitEnd(second);
      }
      assertThat(receiver.figures().refusedConnections()).isEqualTo(1);
      assertThat(events).hasAtLeastOneElementOfType(IntakeEvent.ConnectionRefused.class);
      send(first, MESSAGE + "\n");
      sink.await(1);
    }
  }

  @Test
  void whoOpensManyConnectionsKeepsNobodyElseOut() throws IOException {
    TcpOptions options = TcpOptions.plain("main", ANY_PORT).withLimits(1_000, 4, 100_000);
    try (var receiver = open(options, SourceRules.NONE);
        Socket first = connect(receiver, "127.0.0.1");
        Socket second = connect(receiver, "127.0.0.1");
        Socket third = connect(receiver, "127.0.0.1");
        Socket neighbour = connect(receiver, "127.0.0.2")) {
      CollectingSink.until("all are open", () -> receiver.figures().openConnections() == 4);
      send(first, MESSAGE + "\n");
      send(neighbour, MESSAGE + "\n");
      sink.await(2);
      send(third, MESSAGE + "\n");
      sink.await(3);
      try (Socket newcomer = connect(receiver, "127.0.0.3")) {
        awaitEnd(second); // of the address with the most the one silent for longest
        send(newcomer, MESSAGE + "\n");
        sink.await(4);
        try (Socket another = connect(receiver, "127.0.0.1")) {
          awaitEnd(another);
        }
      }
      send(first, MESSAGE + "\n");
      send(third, MESSAGE + "\n");
      send(neighbour, MESSAGE + "\n");
      sink.await(7);
      assertThat(receiver.figures().refusedConnections()).isEqualTo(2);
    }
  }

  @Test
  void closesAnIdleConnection() throws IOException {
    TcpOptions options =
        TcpOptions.plain("main", ANY_PORT)
            .withTimeouts(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(5));
    try (var receiver = open(options, SourceRules.NONE);
        Socket socket = connect(receiver)) {
      awaitEnd(socket);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void keepsGarbageAndGoesOn() throws IOException {
    try (var receiver = open()) {
      try (Socket socket = connect(receiver)) {
        socket.getOutputStream().write(new byte[] {22, 3, 1, 0, 5, 1, 0, 0, 1, (byte) 0xff});
      }
      assertThat(sink.await(1).getFirst().payload())
          .containsExactly(22, 3, 1, 0, 5, 1, 0, 0, 1, 0xff);
      try (Socket socket = connect(receiver)) {
        send(socket, MESSAGE + "\n");
        sink.await(2);
      }
    }
  }

  @Test
  void handsOverWhatWasDeliveredBeforeItCloses() throws IOException {
    var receiver = open();
    try (Socket socket = connect(receiver)) {
      send(socket, octets(MESSAGE) + "<13>without trailer");
      CollectingSink.until("read", () -> receiver.figures().messages() == 1);
      receiver.close();
      assertThat(sink.texts()).containsExactly(MESSAGE, "<13>without trailer");
      assertThat(receiver.figures().openConnections()).isZero();
    }
  }

  @Test
  void countsMessagesByFraming() throws IOException {
    try (var receiver = open()) {
      try (Socket socket = connect(receiver)) {
        String japanese = "<85>1 - - - - - - 患者";
        send(socket, MESSAGE + "\n" + octets(MESSAGE) + japanese.length() + " " + japanese);
      }
      sink.await(3);
      CollectingSink.until("counted", () -> receiver.figures().messages() == 3);
      IntakeFigures figures = receiver.figures();
      assertThat(figures.framings())
          .containsEntry("lf", 1L)
          .containsEntry("octet", 1L)
          .containsEntry("octet-utf16", 1L);
      assertThat(figures.repairs()).containsOnlyKeys("octet-utf16");
      assertThat(figures.bytes()).isGreaterThan(2L * MESSAGE.length());
    }
  }

  @Test
  void saysWhichPortIsInUse() {
    try (var receiver = open()) {
      TcpOptions same = TcpOptions.plain("second", receiver.address());
      assertThatThrownBy(() -> open(same, SourceRules.NONE))
          .isInstanceOf(IntakeConfigurationException.class)
          .hasMessageContaining("second")
          .hasMessageContaining(Integer.toString(receiver.address().getPort()))
          .hasMessageContaining("check whether the port is in use");
    }
  }

  @Test
  void takesMessagesOfManyConnections() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try (var receiver = open()) {
      for (int i = 0; i < 50; i++) {
        sockets.add(connect(receiver));
      }
      for (Socket socket : sockets) {
        send(socket, octets(MESSAGE).repeat(20));
      }
      assertThat(sink.await(1_000)).hasSize(1_000);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
