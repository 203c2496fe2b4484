package io.akashi.server.internal.page.sources;

import io.akashi.server.internal.watch.Deliveries.Delivered;
import io.akashi.server.internal.watch.SourceFigures;
import io.akashi.store.Book;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One source as the page shows it: what the configuration says of it, what the log says, and what
 * was counted as it came in.
 *
 * @param id its id
 * @param book where its messages are kept
 * @param system name of its system, or null
 * @param format how its messages are read
 * @param configured whether the configuration names it
 * @param seen what the log says, or null when nothing was ever received
 * @param delivered what was counted as it came in
 */
public record SourceLine(
    String id,
    Book book,
    @Nullable String system,
    String format,
    boolean configured,
    @Nullable SourceFigures seen,
    Delivered delivered) {

  /** {@code never}, {@code unregistered}, {@code silent} or {@code fine}. */
  public String state(Instant now) {
    if (seen == null) {
      return "never";
    }
    if (!configured) {
      return "unregistered";
    }
    return seen.isSilent(now) ? "silent" : "fine";
  }

  /** Bytes a day: messages a day, times the average size of those counted; 0 unknown. */
  public long bytesPerDay(Instant now) {
    return seen == null ? 0 : seen.perDay(now) * delivered.bytesEach();
  }

  /** A length of time as people say it: days, hours or minutes. */
  public static String spoken(Duration time, boolean japanese) {
    if (time.toDays() >= 2) {
      return time.toDays() + (japanese ? " 日" : " days");
    }
    if (time.toHours() >= 2) {
      return time.toHours() + (japanese ? " 時間" : " hours");
    }
    if (time.toMinutes() == 0) {
      return japanese ? "1 分未満" : "under a minute";
    }
    return time.toMinutes() + (japanese ? " 分" : " minutes");
  }

  /** Bytes as people say them. */
  public static String size(long bytes) {
    if (bytes >= 1_000_000_000) {
      return "%.1f GB".formatted(bytes / 1e9);
    }
    return bytes >= 1_000_000 ? "%.1f MB".formatted(bytes / 1e6) : "%.1f kB".formatted(bytes / 1e3);
  }
}
