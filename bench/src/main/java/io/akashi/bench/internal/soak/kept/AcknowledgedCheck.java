package io.akashi.bench.internal.soak.kept;

import io.akashi.bench.internal.soak.sent.LineId;
import io.akashi.bench.internal.soak.sent.Note.Acknowledged;
import io.akashi.bench.internal.soak.sent.SoakLines;
import java.util.Arrays;
import java.util.Optional;

/** Acknowledged is kept: at exactly the indexes that were said, with exactly the bytes. */
public final class AcknowledgedCheck {
  private AcknowledgedCheck() {}

  /** Whether the server acknowledged as many lines as the body had. */
  public static Optional<Violation> counted(Acknowledged ack) {
    int lines = LineId.lines(ack.stream(), ack.request());
    return ack.count() == lines
        ? Optional.empty()
        : Optional.of(
            new Violation(
                "受領通知の件数が違います / the acknowledgement of request %d of stream %d says %d lines, the body had %d"
                    .formatted(ack.request(), ack.stream(), ack.count(), lines)));
  }

  /** Whether an entry in the range of an acknowledgement is the line that was sent. */
  public static Optional<Violation> holds(Acknowledged ack, Kept kept) {
    if (!kept.book().equals(ack.way().book()) || kept.index() < ack.first()) {
      throw new IllegalArgumentException("not of this acknowledgement: " + ack);
    }
    long id = ack.idAt(kept.index());
    return Arrays.equals(SoakLines.payload(id), kept.payload())
        ? Optional.empty()
        : Optional.of(
            new Violation(
                "受領済みの記録が違います / %s #%d was acknowledged as line %d and is not that line: %s"
                    .formatted(kept.book(), kept.index(), id, Excerpt.of(kept.payload()))));
  }

  /** An acknowledged range that the log does not reach. */
  public static Violation missing(Acknowledged ack, long size) {
    return new Violation(
        "受領済みの記録がありません / acknowledged and not there: %s #%d–#%d, request %d of stream %d; the log ends at %d"
            .formatted(
                ack.way().book(), ack.first(), ack.end() - 1, ack.request(), ack.stream(), size));
  }
}
