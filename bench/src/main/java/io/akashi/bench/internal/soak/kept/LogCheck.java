package io.akashi.bench.internal.soak.kept;

import io.akashi.bench.internal.soak.sent.LineId;
import io.akashi.bench.internal.soak.sent.Note;
import io.akashi.bench.internal.soak.sent.Note.Acknowledged;
import io.akashi.bench.internal.soak.sent.SoakLines;
import io.akashi.bench.internal.soak.sent.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Compares whole books with the notebooks of the senders. Every entry must be a line that was sent,
 * unchanged; every acknowledged line must be at its index; a connection must be kept without a gap
 * up to where it broke; the body of a request must be kept whole and once. Takes the entries of
 * each book in the order of their indexes. Not safe for use by many threads.
 */
public final class LogCheck {
  private final Map<String, TreeMap<Long, Acknowledged>> acknowledged = new HashMap<>();
  private final Map<Long, KeptStream> streams = new HashMap<>();

  /**
   * @param notes every note of every sender
   */
  public LogCheck(List<Note> notes) {
    for (Note note : notes) {
      switch (note) {
        case Note.Opened n -> stream(n.stream());
        case Note.Written n -> stream(n.stream()).written(n.below());
        case Note.Tried n -> stream(n.stream()).tried(n.request());
        case Acknowledged n -> {
          stream(n.stream()).acknowledged(n.count());
          acknowledged.computeIfAbsent(n.way().book(), book -> new TreeMap<>()).put(n.first(), n);
        }
        case Note.PushedBack n -> {} // sent again, nothing is promised
      }
    }
  }

  private KeptStream stream(long stream) {
    return streams.computeIfAbsent(stream, KeptStream::of);
  }

  /** What is wrong with an entry, or empty. */
  public Optional<Violation> take(Kept kept) {
    OptionalLong id = LineId.at(kept.payload(), lengthWithoutLineEnd(kept.payload()));
    Optional<Violation> wrong = id.isEmpty() ? takeTorn(kept) : takeLine(kept, id.getAsLong());
    // What was acknowledged weighs more; both must look at the entry.
    return checkAcknowledged(kept).or(() -> wrong);
  }

  private static int lengthWithoutLineEnd(byte[] payload) {
    boolean ends = payload.length > 0 && payload[payload.length - 1] == '\n';
    return ends ? payload.length - 1 : payload.length;
  }

  private Optional<Violation> takeLine(Kept kept, long id) {
    long stream = LineId.streamOf(id);
    KeptStream known = streams.get(stream);
    if (known == null || !LineId.wayOf(stream).book().equals(kept.book())) {
      return Optional.of(wrong("送られていない行です / nobody sent this line for that book", kept));
    }
    byte[] sent = SoakLines.payload(id);
    byte[] payload = kept.payload();
    // rsyslog counts its line feed in when it counts octets: then it is payload.
    int length =
        LineId.wayOf(stream) == Way.RSYSLOG ? lengthWithoutLineEnd(payload) : payload.length;
    Optional<String> place = known.take(LineId.numberOf(id), kept.index());
    return Arrays.equals(sent, 0, sent.length, payload, 0, length)
        ? place.map(what -> wrong(what, kept))
        : Optional.of(wrong("送られた行と違います / not the bytes that were sent", kept));
  }

  /** The last line of a connection may have come in part. */
  private Optional<Violation> takeTorn(Kept kept) {
    for (KeptStream stream : streams.values()) {
      boolean fits =
          stream.way().isStream()
              && stream.way().book().equals(kept.book())
              && SoakLines.isBeginning(stream.nextId(), kept.payload());
      if (fits && stream.tear()) {
        return Optional.empty();
      }
    }
    return Optional.of(wrong("どの行でもありません / neither a line that was sent nor its beginning", kept));
  }

  private Optional<Violation> checkAcknowledged(Kept kept) {
    Map.Entry<Long, Acknowledged> at =
        acknowledged.getOrDefault(kept.book(), new TreeMap<>()).floorEntry(kept.index());
    return at == null || at.getValue().end() <= kept.index()
        ? Optional.empty()
        : AcknowledgedCheck.holds(at.getValue(), kept);
  }

  private static Violation wrong(String what, Kept kept) {
    return new Violation(
        "%s: %s #%d %s".formatted(what, kept.book(), kept.index(), Excerpt.of(kept.payload())));
  }

  /**
   * What is wrong once all entries of a book were taken.
   *
   * @param size of the book
   */
  public List<Violation> end(String book, long size) {
    List<Violation> wrong = new ArrayList<>();
    for (Acknowledged ack : acknowledged.getOrDefault(book, new TreeMap<>()).values()) {
      AcknowledgedCheck.counted(ack).ifPresent(wrong::add);
      if (ack.end() > size) {
        wrong.add(AcknowledgedCheck.missing(ack, size));
      }
    }
    for (KeptStream stream : streams.values()) {
      if (stream.way().book().equals(book)) {
        stream.end().ifPresent(what -> wrong.add(new Violation(book + ": " + what)));
      }
    }
    return wrong;
  }

  /** The figures of each way that was used. */
  public List<Tally> tallies() {
    Map<Way, Tally> sums = new TreeMap<>();
    for (KeptStream stream : streams.values()) {
      sums.merge(
          stream.way(),
          stream.tally(),
          (a, b) ->
              new Tally(
                  a.way(),
                  a.sent() + b.sent(),
                  a.acknowledged() + b.acknowledged(),
                  a.kept() + b.kept(),
                  a.twice() + b.twice(),
                  a.torn() + b.torn()));
    }
    return List.copyOf(sums.values());
  }
}
