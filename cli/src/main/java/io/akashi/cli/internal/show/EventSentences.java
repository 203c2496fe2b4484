package io.akashi.cli.internal.show;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.sentence.Language;
import io.akashi.event.sentence.Sentence;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as sentences, one a line, each day under its date. */
public final class EventSentences {
  private EventSentences() {}

  /** Prints events in their order; times as the clocks of that zone show them. */
  public static void print(List<AuditEvent> events, ZoneId zone, PrintStream out) {
    @Nullable LocalDate day = null;
    for (AuditEvent event : events) {
      Instant time = event.time(Column.OCCURRED_AT);
      LocalDate own = time == null ? null : LocalDate.ofInstant(time, zone);
      if (own != null && !own.equals(day)) {
        out.println(own);
        day = own;
      }
      out.println("  " + Sentence.of(event, zone, Language.JAPANESE));
    }
  }
}
