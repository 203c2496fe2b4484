package io.akashi.intake.internal.listen;

import io.akashi.event.Arrival;
import io.akashi.intake.IntakeEvent;
import io.akashi.intake.IntakeFigures;
import io.akashi.intake.IntakeObserver;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one listener, and the observer they speak to, which hears of an event before it
 * is counted. Safe for use by many threads.
 */
public final class Counters {
  private final String listener;
  private final IntakeObserver observer;
  private final LongAdder open = new LongAdder();
  private final LongAdder connections = new LongAdder();
  private final LongAdder brokenConnections = new LongAdder();
  private final LongAdder refusedConnections = new LongAdder();
  private final LongAdder messages = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder kernelDrops = new LongAdder();
  private final LongAdder handshakeFailures = new LongAdder();
  private final LongAdder refusedCertificates = new LongAdder();
  private final LongAdder sinkFailures = new LongAdder();
  private final Map<String, LongAdder> framings = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> repairs = new ConcurrentHashMap<>();

  public Counters(String listener, IntakeObserver observer) {
    this.listener = listener;
    this.observer = observer;
  }

  public void connectionOpened() {
    open.increment();
    connections.increment();
  }

  public void connectionClosed() {
    open.decrement();
  }

  /** A connection ended by an error instead of by its sender. */
  public void connectionBroke() {
    brokenConnections.increment();
  }

  public void handedOver(List<Arrival> arrivals) {
    long length = 0;
    String framing = "";
    int run = 0;
    for (Arrival arrival : arrivals) {
      length += arrival.payload().length;
      if (!arrival.framing().equals(framing)) {
        add(framings, framing, run);
        framing = arrival.framing();
        run = 0;
      }
      run++;
      if (arrival.keys().containsKey(Arrival.KEY_REPAIRED)) {
        add(repairs, framing, 1);
      }
    }
    add(framings, framing, run);
    messages.add(arrivals.size());
    bytes.add(length);
  }

  private static void add(Map<String, LongAdder> counts, String label, int count) {
    if (count > 0) {
      counts.computeIfAbsent(label, l -> new LongAdder()).add(count);
    }
  }

  public void handshakeFailed(String peer, String reason) {
    observer.observe(new IntakeEvent.HandshakeFailed(listener, peer, reason));
    handshakeFailures.increment();
  }

  public void certificateRefused(String peer, String reason) {
    observer.observe(new IntakeEvent.CertificateRefused(listener, peer, reason));
    refusedCertificates.increment();
  }

  public void connectionRefused(String peer, int limit) {
    observer.observe(new IntakeEvent.ConnectionRefused(listener, peer, limit));
    refusedConnections.increment();
  }

  public void kernelDropped(long count) {
    observer.observe(new IntakeEvent.KernelDropped(listener, count));
    kernelDrops.add(count);
  }

  public void sinkFailed(String peer, Throwable cause) {
    observer.observe(new IntakeEvent.SinkFailed(listener, peer, cause));
    sinkFailures.increment();
  }

  public IntakeFigures figures() {
    return new IntakeFigures(
        listener,
        open.sum(),
        connections.sum(),
        brokenConnections.sum(),
        refusedConnections.sum(),
        messages.sum(),
        bytes.sum(),
        kernelDrops.sum(),
        handshakeFailures.sum(),
        refusedCertificates.sum(),
        sinkFailures.sum(),
        sums(framings),
        sums(repairs));
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((label, count) -> sums.put(label, count.sum()));
    return sums;
  }
}
