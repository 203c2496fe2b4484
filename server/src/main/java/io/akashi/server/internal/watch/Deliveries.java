package io.akashi.server.internal.watch;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each source handed in: bytes, repaired frames, and who sent it. Counted when it is handed to
 * the store, and kept over restarts in a derived file; without it, or when it cannot be read, the
 * counting begins anew, and {@link #since} says so. What is counted between two {@link #keep} is
 * lost with the process. Safe for use by many threads.
 */
public final class Deliveries {
  /** Senders that are told apart for one source; further ones are counted together. */
  static final int MOST_PEERS = 200;

  static final String OTHERS = "…";

  private static final Logger LOG = System.getLogger(Deliveries.class.getName());

  private final Path file;
  private final Map<SourceId, Counts> counts = new ConcurrentHashMap<>();
  private Instant since;

  private Deliveries(Path file, Instant since) {
    this.file = file;
    this.since = since;
  }

  /**
   * Goes on where a file says that the counting was.
   *
   * @param file may not be there; lines of blank-separated words, each percent-encoded
   * @param now since when is counted without it
   */
  public static Deliveries open(Path file, Instant now) {
    Deliveries deliveries = new Deliveries(file, now);
    if (!Files.isRegularFile(file)) {
      return deliveries;
    }
    try {
      Deliveries known = new Deliveries(file, now);
      for (String line : Files.readAllLines(file)) {
        known.take(Stream.of(line.split(" ", -1)).map(Deliveries::decode).toList());
      }
      return known;
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      LOG.log(Level.WARNING, "what the sources handed in is counted anew: " + file, e);
      return deliveries;
    }
  }

  private void take(List<String> words) {
    String what = words.getFirst() + words.size();
    switch (what) {
      case "since2" -> since = Instant.parse(words.get(1));
      case "source4" -> {
        Counts of = of(words);
        of.messages.add(Long.parseLong(words.get(2)));
        of.bytes.add(Long.parseLong(words.get(3)));
      }
      case "repair4" -> adder(of(words).repairs, words);
      case "peer4" -> adder(of(words).peers, words);
      default -> throw new IllegalArgumentException("no such line: " + what);
    }
  }

  private Counts of(List<String> words) {
    return counts.computeIfAbsent(new SourceId(words.get(1)), source -> new Counts());
  }

  private static void adder(Map<String, LongAdder> adders, List<String> words) {
    adders.computeIfAbsent(words.get(2), name -> new LongAdder()).add(Long.parseLong(words.get(3)));
  }

  /** Writes down what is counted, in the place of what was. */
  public void keep() throws IOException {
    StringBuilder text = new StringBuilder();
    line(text, "since", since.toString());
    counts.forEach((source, of) -> {
      String id = source.value();
      line(text, "source", id, String.valueOf(of.messages.sum()), String.valueOf(of.bytes.sum()));
      sums(of.repairs).forEach((rule, n) -> line(text, "repair", id, rule, n.toString()));
      sums(of.peers).forEach((host, n) -> line(text, "peer", id, host, n.toString()));
    });
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void line(StringBuilder text, String... words) {
    text.append(Stream.of(words).map(Deliveries::encode).collect(Collectors.joining(" ")))
        .append('\n');
  }

  private static String encode(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  private static String decode(String word) {
    return URLDecoder.decode(word, StandardCharsets.UTF_8);
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
