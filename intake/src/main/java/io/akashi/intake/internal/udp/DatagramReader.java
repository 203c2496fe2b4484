package io.akashi.intake.internal.udp;

import io.akashi.event.Arrival;
import io.akashi.event.Transport;
import io.akashi.intake.ArrivalSink;
import io.akashi.intake.Framing;
import io.akashi.intake.SourceRules;
import io.akashi.intake.UdpOptions;
import io.akashi.intake.internal.listen.Counters;
import io.akashi.intake.internal.listen.Handover;
import io.akashi.intake.internal.listen.Stamp;
import io.akashi.intake.internal.net.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Reads datagrams on one platform thread, in batches of what the kernel holds. */
public final class DatagramReader {
  private static final int LARGEST_DATAGRAM = 65_535;
  private static final int MOST_IN_A_BATCH = 1_024;
  private static final int MOST_SENDERS_KNOWN = 4_096;
  private static final long MAX_PENDING_BYTES = 16L << 20;
  private static final Duration DROPS_EVERY = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private record Sender(String peer, SourceRules.Resolution sources) {}

  private final DatagramChannel channel;
  private final Selector selector;
  private final InetSocketAddress address;
  private final int receiveBufferBytes;
  private final UdpOptions options;
  private final SourceRules rules;
  private final Counters counters;
  private final InstantSource clock;
  private final Handover handover;
  private final KernelDrops drops;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
  private final Thread thread;
  private volatile boolean closing;

  // Peers repeat; their spelling and rules are worked out once. Owned by the thread.
  private final Map<InetSocketAddress, Sender> senders =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Sender> eldest) {
          return size() > MOST_SENDERS_KNOWN;
        }
      };

  public DatagramReader(
      DatagramChannel channel,
      UdpOptions options,
      SourceRules rules,
      ArrivalSink sink,
      Counters counters,
      InstantSource clock)
      throws IOException {
    this.channel = channel;
    this.options = options;
    this.rules = rules;
    this.counters = counters;
    this.clock = clock;
    this.address = (InetSocketAddress) channel.getLocalAddress();
    this.receiveBufferBytes = channel.getOption(StandardSocketOptions.SO_RCVBUF);
    this.handover = new Handover(sink, counters, MAX_PENDING_BYTES, () -> {});
    this.drops = new KernelDrops(options.procNet(), address);
    this.selector = Selector.open();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    this.thread =
        Thread.ofPlatform().name("udp-" + options.listener()).daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public InetSocketAddress address() {
    return address;
  }

  public int receiveBufferBytes() {
    return receiveBufferBytes;
  }

  private void run() {
    long nextLook = System.nanoTime() + DROPS_EVERY.toNanos();
    try (channel;
        selector) {
      while (!closing) {
        selector.select(DROPS_EVERY.toMillis());
        selector.selectedKeys().clear();
        readBatch();
        if (System.nanoTime() - nextLook >= 0) {
          reportDrops();
          nextLook = System.nanoTime() + DROPS_EVERY.toNanos();
        }
      }
      while (readBatch()) {
        // What the kernel holds when we stop was received, too.
      }
      reportDrops();
      handover.awaitDurable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | IOException e) {
      counters.sinkFailed(Arrival.NONE, e);
    }
  }

  private void reportDrops() {
    long count = drops.sinceLastCall();
    if (count > 0) {
      counters.kernelDropped(count);
    }
  }

  /** Reads what is there, up to a batch; whether anything was there. */
  private boolean readBatch() throws InterruptedException, IOException {
    List<Arrival> arrivals = new ArrayList<>();
    int count = 0;
    for (; count < MOST_IN_A_BATCH; count++) {
      buffer.clear();
      InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
      if (from == null) {
        break;
      }
      byte[] payload = new byte[buffer.flip().remaining()];
      buffer.get(payload);
      // An empty datagram holds no message.
      if (payload.length > 0) {
        arrivals.add(arrival(from, payload));
      }
    }
    if (!arrivals.isEmpty()) {
      hand(arrivals);
    }
    return count > 0;
  }

  private void hand(List<Arrival> arrivals) throws InterruptedException {
    try {
      handover.hand(arrivals);
    } catch (ExecutionException e) {
      // A datagram's sender cannot be told; the next batch is tried nevertheless.
      counters.sinkFailed(arrivals.getFirst().peer(), e.getCause() == null ? e : e.getCause());
    }
  }

  private Arrival arrival(InetSocketAddress from, byte[] payload) {
    Sender sender = senders.computeIfAbsent(from, this::sender);
    return new Arrival(
        Stamp.micros(clock),
        sender.sources().of(payload),
        Transport.SYSLOG_UDP,
        sender.peer(),
        Framing.DATAGRAM,
        Map.of(),
        payload);
  }

  private Sender sender(InetSocketAddress from) {
    InetAddress host = from.getAddress();
    return new Sender(Peer.of(from), rules.resolve(options.listener(), null, null, host));
  }

  public void close() {
    closing = true;
    selector.wakeup();
    try {
      if (!thread.join(GRACE)) {
        thread.interrupt();
        thread.join(GRACE);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
