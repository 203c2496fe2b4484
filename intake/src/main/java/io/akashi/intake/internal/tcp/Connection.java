package io.akashi.intake.internal.tcp;

import io.akashi.event.Arrival;
import io.akashi.event.Transport;
import io.akashi.intake.SourceRules;
import io.akashi.intake.TcpOptions;
import io.akashi.intake.internal.framing.Room;
import io.akashi.intake.internal.framing.StreamDeframer;
import io.akashi.intake.internal.listen.Handover;
import io.akashi.intake.internal.listen.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads one connection to its end and hands over what each read gave. Used by one thread. */
final class Connection implements StreamDeframer.Output {
  /** After this silence, what ends with the bytes read so far is believed to be complete. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Duration SLICE = Duration.ofMillis(500);

  /** What the sender's silence has told us so far. */
  private enum Silence {
    NONE,
    PAUSED,
    STALLED
  }

  private final Socket socket;
  private final TcpOptions options;
  private final SourceRules.Resolution sources;
  private final Handover handover;
  private final InstantSource clock;
  private final Transport transport;
  private final Guest guest;
  private final Map<String, String> keys;
  private final BooleanSupplier stopping;
  private final StreamDeframer deframer;
  private final Room room;

  private Silence silence = Silence.NONE;
  private long waitedMillis;
  private long unfinishedSince; // 0 when no message is
  private List<Arrival> arrivals = new ArrayList<>();
  private long receivedMicros;

  /**
   * @param keys header keys of every message of this connection
   * @param room for long messages, shared with other connections
   * @param stopping whether to end as soon as nothing more lies ready to be read
   */
  Connection(
      Socket socket,
      TcpOptions options,
      SourceRules.Resolution sources,
      Handover handover,
      InstantSource clock,
      Guest guest,
      Map<String, String> keys,
      Room room,
      BooleanSupplier stopping) {
    this.stopping = stopping;
    this.socket = socket;
    this.options = options;
    this.sources = sources;
    this.handover = handover;
    this.clock = clock;
    this.transport = options.tls() == null ? Transport.SYSLOG_TCP : Transport.SYSLOG_TLS;
    this.guest = guest;
    this.keys = keys;
    this.room = room;
    this.deframer = new StreamDeframer(options.maxMessage(), room, this);
  }

  /**
   * Returns when the connection has ended, or was idle too long, and everything it gave is durable.
   *
   * @return why reading broke off, or null when the sender closed or fell silent
   * @throws ExecutionException when the log did not make it durable
   */
  @Nullable IOException run() throws InterruptedException, ExecutionException {
    try {
      return readToItsEnd();
    } finally {
      deframer.release();
    }
  }

  private @Nullable IOException readToItsEnd() throws InterruptedException, ExecutionException {
    IOException broken = null;
    try {
      InputStream in = socket.getInputStream();
      while (readOnce(in)) {
        hand();
      }
    } catch (IOException e) {
      // A broken connection ends like a closed one: what it left unfinished is kept, and labelled.
      broken = e;
    }
    deframer.closed();
    hand();
    handover.awaitDurable();
    return broken;
  }

  /** Reads once, or learns from the sender's silence; false at the end. */
  private boolean readOnce(InputStream in) throws IOException {
    long patience = Math.max(1, patience().toMillis());
    // In slices, so that a blocked reader learns of the stop. Waking it through the socket would
    // make Java forget what the kernel still holds.
    int slice = (int) Math.min(patience - waitedMillis, SLICE.toMillis());
    socket.setSoTimeout(slice);
    try {
      if (deframer.read(in) < 0) {
        return false;
      }
    } catch (SocketTimeoutException e) {
      waitedMillis += slice;
      deframer.rest();
      return !stopping.getAsBoolean() && (waitedMillis < patience || silent());
    }
    receivedMicros = Stamp.micros(clock);
    guest.hear();
    silence = Silence.NONE;
    waitedMillis = 0;
    deframer.drain();
    hurry();
    return true;
  }

  /**
   * A sender that doles out a message holds what others need: where that is scarce, the message is
   * believed to be complete as if the sender had fallen silent.
   */
  private void hurry() {
    if (deframer.pendingBytes() == 0) {
      unfinishedSince = 0;
    } else if (unfinishedSince == 0) {
      unfinishedSince = System.nanoTime() | 1;
    } else if (room.isScarce()
        && System.nanoTime() - unfinishedSince > options.stallTimeout().toNanos()) {
      deframer.stalled();
      unfinishedSince = 0;
    }
  }

  private Duration patience() {
    return switch (silence) {
      case NONE -> deframer.pauseTells() ? PAUSE : options.stallTimeout();
      case PAUSED -> options.stallTimeout();
      case STALLED -> options.idleTimeout();
    };
  }

  private boolean silent() {
    waitedMillis = 0;
    switch (silence) {
      case NONE -> {
        silence = Silence.PAUSED;
        deframer.paused();
      }
      case PAUSED -> {
        silence = Silence.STALLED;
        deframer.stalled();
      }
      case STALLED -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public void message(byte[] payload, String framing, Map<String, String> messageKeys) {
    unfinishedSince = 0;
    arrivals.add(
        new Arrival(
            receivedMicros,
            sources.of(payload),
            transport,
            guest.peer(),
            framing,
            merged(messageKeys),
            payload));
  }

  private Map<String, String> merged(Map<String, String> messageKeys) {
    if (messageKeys.isEmpty()) {
      return keys;
    }
    Map<String, String> merged = new LinkedHashMap<>(keys);
    merged.putAll(messageKeys);
    return merged;
  }

  @Override
  public void frame(byte[] bytes, int from, int to) {
    // Frame bytes are told by the label and the key `stated`; the log keeps messages.
  }

  private void hand() throws InterruptedException, ExecutionException {
    if (!arrivals.isEmpty()) {
      List<Arrival> batch = arrivals;
      arrivals = new ArrayList<>();
      handover.hand(batch);
    }
  }
}
