package io.akashi.server.internal.watch;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What each source handed in since the server was started: bytes, repaired frames, and who sent it.
 * Counted when it is handed to the store. Safe for use by many threads.
 */
public final class Deliveries {
  /** Senders that are told apart for one source; further ones are counted together. */
  static final int MOST_PEERS = 200;

  static final String OTHERS = "…";

  private final Instant since;
  private final Map<SourceId, Counts> counts = new ConcurrentHashMap<>();

  public Deliveries(Instant since) {
    this.since = since;
  }

  private static final class Counts {
    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<String, LongAdder> repairs = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> peers = new ConcurrentHashMap<>();
  }

  /**
   * What one source handed in.
   *
   * @param messages how many
   * @param bytes of their payloads
   * @param repairs messages whose frame had to be repaired, by the label of the rule that failed
   * @param peers messages by the host that sent them
   */
  public record Delivered(
      long messages, long bytes, Map<String, Long> repairs, Map<String, Long> peers) {
    static final Delivered NONE = new Delivered(0, 0, Map.of(), Map.of());

    /** Bytes of a message on average; 0 when there was none. */
    public long bytesEach() {
      return messages == 0 ? 0 : bytes / messages;
    }
  }

  /** Counts messages of one source; those of one peer usually stand together. */
  public void count(List<Arrival> arrivals) {
    Counts of = counts.computeIfAbsent(arrivals.getFirst().source(), source -> new Counts());
    String peer = "";
    LongAdder ofPeer = new LongAdder();
    long bytes = 0;
    for (Arrival arrival : arrivals) {
      bytes += arrival.payload().length;
      String repaired = arrival.keys().get(Arrival.KEY_REPAIRED);
      if (repaired != null) {
        of.repairs.computeIfAbsent(repaired, label -> new LongAdder()).increment();
      }
      if (!arrival.peer().equals(peer)) {
        peer = arrival.peer();
        ofPeer = peer(of, host(peer));
      }
      ofPeer.increment();
    }
    of.messages.add(arrivals.size());
    of.bytes.add(bytes);
  }

  private static LongAdder peer(Counts of, String host) {
    LongAdder known = of.peers.get(host);
    if (known != null) {
      return known;
    }
    String name = of.peers.size() < MOST_PEERS ? host : OTHERS;
    return of.peers.computeIfAbsent(name, peer -> new LongAdder());
  }

  /** The address without its port. */
  private static String host(String peer) {
    int colon = peer.lastIndexOf(':');
    return colon < 0 ? peer : peer.substring(0, colon);
  }

  /** What a source handed in so far. */
  public Delivered of(SourceId source) {
    Counts of = counts.get(source);
    return of == null
        ? Delivered.NONE
        : new Delivered(of.messages.sum(), of.bytes.sum(), sums(of.repairs), sums(of.peers));
  }

  private static Map<String, Long> sums(Map<String, LongAdder> adders) {
    Map<String, Long> sums = new TreeMap<>();
    adders.forEach((name, adder) -> sums.put(name, adder.sum()));
    return sums;
  }

  /** Since when is counted. */
  public Instant since() {
    return since;
  }
}
