package io.akashi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogUdpReceiverTest {
  private final CollectingSink sink = new CollectingSink();
  private final List<IntakeEvent> events = new CopyOnWriteArrayList<>();

  private SyslogUdpReceiver open(String bind, int buffer, SourceRules rules) throws IOException {
    var address = new InetSocketAddress(InetAddress.getByName(bind), 0);
    UdpOptions options = UdpOptions.of("udp", address).withReceiveBuffer(buffer);
    return SyslogUdpReceiver.open(options, rules, sink, events::add, InstantSource.system());
  }

  private static void send(DatagramSocket socket, SyslogUdpReceiver to, byte[] bytes)
      throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, to.address()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void keepsEveryByteOfADatagram(String loopback) throws IOException {
    try (var receiver = open(loopback, 1 << 20, SourceRules.NONE);
        DatagramSocket socket = new DatagramSocket()) {
      byte[] payload = "<85>1 - - - - - - \ufeff<?xml?>\n患者\0\n".getBytes(UTF_8);
      send(socket, receiver, payload);
      Arrival arrival = sink.await(1).getFirst();
      assertThat(arrival.payload()).isEqualTo(payload);
      assertThat(arrival.transport()).isEqualTo(Transport.SYSLOG_UDP);
      assertThat(arrival.framing()).isEqualTo("datagram");
      String host = loopback.contains(":") ? "[::1]" : loopback;
      assertThat(arrival.peer()).isEqualTo(host + ":" + socket.getLocalPort());
    }
  }

  @Test
  void keepsTheLargestDatagramAndIgnoresAnEmptyOne() throws IOException {
    try (var receiver = open("127.0.0.1", 1 << 20, SourceRules.NONE);
        DatagramSocket socket = new DatagramSocket()) {
      byte[] largest = new byte[65_507];
      java.util.Arrays.fill(largest, (byte) 'x');
      send(socket, receiver, new byte[0]);
      send(socket, receiver, largest);
      assertThat(sink.await(1).getFirst().payload()).hasSize(65_507);
      assertThat(sink.count()).isEqualTo(1);
    }
  }

  @Test
  void knowsItsSendersByAddressAndHost() throws IOException {
    SourceRules rules =
        SourceRules.of(
            List.of(
                SourceRule.to(new SourceId("ehr")).withListener("udp").withHost("ehr-01"),
                SourceRule.to(new SourceId("fw")).withListener("udp")));
    try (var receiver = open("127.0.0.1", 1 << 20, rules);
        DatagramSocket socket = new DatagramSocket()) {
      send(socket, receiver, "<13>Nov 22 00:00:00 ehr-01 app: x".getBytes(UTF_8));
      send(socket, receiver, "<13>Nov 22 00:00:00 fw-01 app: x".getBytes(UTF_8));
      assertThat(sink.await(2).stream().map(a -> a.source().value())).containsExactly("ehr", "fw");
    }
  }

  @Test
  void accountsForEveryDatagramTheKernelDropped() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/net/udp")), "only Linux says what it dropped");
    sink.shut();
    int sent = 5_000;
    try (var receiver = open("127.0.0.1", 16_384, SourceRules.NONE);
        DatagramSocket socket = new DatagramSocket()) {
      byte[] payload = "<13>Nov 22 00:00:00 host app: a message".getBytes(UTF_8);
      for (int i = 0; i < sent; i++) {
        send(socket, receiver, payload);
      }
      sink.open();
      CollectingSink.until(
          "every datagram is received or counted as dropped",
          () -> sink.count() + receiver.figures().kernelDrops() == sent);
      assertThat(receiver.figures().kernelDrops()).isPositive();
      assertThat(events).hasAtLeastOneElementOfType(IntakeEvent.KernelDropped.class);
    }
  }

  @Test
  void readsWhatTheKernelHoldsBeforeItCloses() throws IOException {
    sink.shut();
    var receiver = open("127.0.0.1", 1 << 20, SourceRules.NONE);
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < 100; i++) {
        send(socket, receiver, ("<13>" + i).getBytes(UTF_8));
      }
      sink.open();
      receiver.close();
      assertThat(sink.count()).isEqualTo(100);
    }
  }

  @Test
  void goesOnWhenTheStoreStopped() throws IOException {
    sink.breakDown();
    try (var receiver = open("127.0.0.1", 1 << 20, SourceRules.NONE);
        DatagramSocket socket = new DatagramSocket()) {
      CollectingSink.until(
          "two failures are counted",
          () -> {
            try {
              send(socket, receiver, "<13>x".getBytes(UTF_8));
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            return receiver.figures().sinkFailures() >= 2;
          });
    }
  }

  @Test
  void saysWhichPortIsInUse() throws IOException {
    try (var receiver = open("127.0.0.1", 1 << 20, SourceRules.NONE)) {
      UdpOptions same = UdpOptions.of("second", receiver.address());
      assertThatThrownBy(() ->
              SyslogUdpReceiver.open(
                  same, SourceRules.NONE, sink, events::add, InstantSource.system()))
          .isInstanceOf(IntakeConfigurationException.class)
          .hasMessageContaining("second");
    }
  }
}
