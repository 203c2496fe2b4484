package io.akashi.bench.internal.soak.kept;

import io.akashi.bench.internal.soak.sent.LineId;
import io.akashi.bench.internal.soak.sent.Way;
import java.util.BitSet;
import java.util.Optional;

/** What was sent on one stream, and what of it has been met in the log. */
abstract sealed class KeptStream {
  private final long stream;
  long sent;
  long acknowledged;
  long kept;
  long twice;
  boolean torn;

  private KeptStream(long stream) {
    this.stream = stream;
  }

  static KeptStream of(long stream) {
    Way way = LineId.wayOf(stream);
    if (way.isAcknowledged()) {
      return new Requests(stream);
    }
    return way.isStream() ? new Connection(stream) : new Anyhow(stream);
  }

  Way way() {
    return LineId.wayOf(stream);
  }

  void written(long below) {
    sent = Math.max(sent, below);
  }

  void tried(long request) {
    sent += LineId.lines(stream, request);
  }

  void acknowledged(int count) {
    acknowledged += count;
  }

  Tally tally() {
    // A sender killed between write and note has sent more than it noted.
    return new Tally(way(), Math.max(sent, kept), acknowledged, kept, twice, torn ? 1 : 0);
  }

  /** Takes the next kept line of this stream; what is wrong with it, or empty. */
  abstract Optional<String> take(long number, long index);

  /** What is wrong when nothing follows, or empty. */
  Optional<String> end() {
    return Optional.empty();
  }

  /** Id of the line that would come next. */
  long nextId() {
    return id(kept);
  }

  /** Notes that a beginning of the next line is kept; false when there was one already. */
  boolean tear() {
    boolean first = !torn;
    torn = true;
    return first;
  }

  final long id(long number) {
    return stream * LineId.NUMBERS + number;
  }

  final long stream() {
    return stream;
  }

  /** A connection: in order, without gap and without repetition, up to where it broke. */
  private static final class Connection extends KeptStream {
    private long next;

    Connection(long stream) {
      super(stream);
    }

    @Override
    Optional<String> take(long number, long index) {
      boolean follows = number == next && !torn;
      String state = "line %d%s".formatted(next, torn ? ", torn," : "");
      kept++;
      next = number + 1;
      return follows
          ? Optional.empty()
          : Optional.of(
              "接続の行が欠けている / the connection %d is kept up to %s and goes on with line %d"
                  .formatted(stream(), state, number));
    }

    @Override
    long nextId() {
      return id(next);
    }
  }

  /** Bodies: each whole, together, in order, and once, however often it was sent. */
  private static final class Requests extends KeptStream {
    private final BitSet whole = new BitSet();
    private long request = -1;
    private int place;
    private int lines;
    private long lastIndex;

    Requests(long stream) {
      super(stream);
    }

    @Override
    Optional<String> take(long number, long index) {
      long ofRequest = number / LineId.MOST_LINES;
      int at = (int) (number % LineId.MOST_LINES);
      if (place == lines) {
        request = ofRequest;
        lines = LineId.lines(stream(), ofRequest);
        place = 0;
        lastIndex = index - 1;
      }
      if (ofRequest != request || at != place || index != lastIndex + 1) {
        String what =
            "本文が途中で切れている / request %d of stream %d is kept up to line %d of %d"
                .formatted(request, stream(), place, lines);
        request = ofRequest;
        lines = LineId.lines(stream(), ofRequest);
        place = Math.min(lines, at + 1);
        lastIndex = index;
        return Optional.of(what);
      }
      lastIndex = index;
      place++;
      return place == lines ? count() : Optional.empty();
    }

    private Optional<String> count() {
      if (whole.get((int) request)) {
        twice += lines;
        return Optional.of(
            "本文が二重に残っている / request %d of stream %d is kept twice in spite of its Idempotency-Key"
                .formatted(request, stream()));
      }
      whole.set((int) request);
      kept += lines;
      return Optional.empty();
    }

    @Override
    Optional<String> end() {
      return place == lines
          ? Optional.empty()
          : Optional.of(
              "本文が途中で切れている / request %d of stream %d ends with line %d of %d"
                  .formatted(request, stream(), place, lines));
    }
  }

  /** A foreign sender: it repeats what it is not sure of, in an order of its own. */
  private static final class Anyhow extends KeptStream {
    private final BitSet numbers = new BitSet();

    Anyhow(long stream) {
      super(stream);
    }

    @Override
    Optional<String> take(long number, long index) {
      if (numbers.get((int) number)) {
        twice++;
      } else {
        numbers.set((int) number);
        kept++;
      }
      return Optional.empty();
    }
  }
}
