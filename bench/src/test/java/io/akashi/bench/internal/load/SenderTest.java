package io.akashi.bench.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.corpus.Wire;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SenderTest {
  @Test
  void sendsExactlyWhatWasAskedOverEveryConnection() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> first = readers.submit(() -> lines(listener));
      Future<Long> second = readers.submit(() -> lines(listener));
      Load load =
          new Load(
              listener.getLocalPort(),
              2,
              5_000,
              Duration.ofSeconds(30),
              0,
              Corpus.EHR,
              1,
              Wire.Header.RFC3164,
              Wire.Frame.LF);

      Sent sent = Sender.send(Load.parse(load.toArguments()));

      assertThat(sent.events()).isEqualTo(5_000);
      assertThat(first.get()).isEqualTo(2_500);
      assertThat(second.get()).isEqualTo(2_500);
      assertThat(Sent.parse(sent.toLine())).isEqualTo(sent);
    }
  }

  private static long lines(ServerSocket listener) throws Exception {
    try (Socket socket = listener.accept()) {
      byte[] all = socket.getInputStream().readAllBytes();
      long lines = 0;
      for (byte b : all) {
        lines += b == '\n' ? 1 : 0;
      }
      return lines;
    }
  }
}
