package io.akashi.bench.internal.load;

import io.akashi.bench.internal.corpus.Octets;
import io.akashi.bench.internal.corpus.Wire;
import io.akashi.bench.internal.measure.Stopwatch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Sends lines over syslog TCP, one thread a connection. Runs in a process of its own. */
public final class Sender {
  private static final int BLOCK = 64 << 10;

  /** A paced connection writes this often, so that a burst is never larger than its share. */
  private static final long BEATS_A_SECOND = 100;

  private final Load load;
  private final Stopwatch watch = new Stopwatch();

  private Sender(Load load) {
    this.load = load;
  }

  /** Sends and waits for the end. */
  public static Sent send(Load load) throws IOException, InterruptedException {
    Sender sender = new Sender(load);
    long events = 0;
    long bytes = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(load.connections())) {
      List<Future<long[]>> all = new ArrayList<>();
      for (int i = 0; i < load.connections(); i++) {
        int connection = i;
        all.add(threads.submit(() -> sender.connection(connection)));
      }
      for (Future<long[]> one : all) {
        long[] sent = one.get();
        events += sent[0];
        bytes += sent[1];
      }
    } catch (ExecutionException e) {
      throw new IOException("the receiver closed the connection: " + e.getCause(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    double seconds = sender.watch.seconds();
    Duration processor = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return new Sent(events, bytes, seconds, processor.toMillis() / 1e3);
  }

  private long[] connection(int number) throws IOException {
    long share = load.events() / load.connections();
    double rate = (double) load.rate() / load.connections();
    Wire wire = new Wire(load.corpus().messages(load.seed() + number), load.header(), load.frame());
    Octets block = new Octets(2 * BLOCK);
    long events = 0;
    long bytes = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), load.port())) {
      OutputStream out = socket.getOutputStream();
      while (events < share && watch.seconds() < load.time().toMillis() / 1e3) {
        long due = rate == 0 ? share : Math.min(share, (long) (rate * watch.seconds()));
        block.clear();
        while (events < due && block.length() < BLOCK) {
          wire.next(block);
          events++;
        }
        if (block.length() == 0) {
          LockSupport.parkNanos(1_000_000_000 / BEATS_A_SECOND);
        }
        out.write(block.array(), 0, block.length());
        bytes += block.length();
      }
      socket.shutdownOutput();
      // The receiver closes once it has read everything.
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
    return new long[] {events, bytes};
  }
}
