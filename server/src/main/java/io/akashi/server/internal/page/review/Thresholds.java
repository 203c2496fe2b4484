package io.akashi.server.internal.page.review;

import io.akashi.register.Author;
import io.akashi.register.Limit;
import io.akashi.register.RegisterException;
import io.akashi.register.Registers;
import io.akashi.register.Row;
import io.akashi.server.internal.watch.ReviewDesk;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.StoreException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The thresholds of the screens, rows of the register {@code limits}. */
final class Thresholds {
  private static final long MOST = 1_000_000;

  /** Every limit a screen asks for and the time for a review: id, unit, a value to begin with. */
  private static final List<Threshold> KNOWN =
      List.of(
          new Threshold("review.hours.from", "時", 7, null),
          new Threshold("review.hours.to", "時", 21, null),
          new Threshold("review.hours.events", "回/日", 20, null),
          new Threshold("review.user.patients", "人/日", 100, null),
          new Threshold("review.login.failures", "回/日", 5, null),
          new Threshold("review.patient.users", "人/日", 20, null),
          new Threshold("review.user.output", "回/日", 30, null),
          new Threshold(ReviewDesk.DUE, "日", 14, null));

  private Thresholds() {}

  /**
   * One threshold.
   *
   * @param id id of its limit
   * @param unit of what
   * @param suggested a value to begin with; it counts only once somebody approves one
   * @param limit what is approved, or null
   */
  public record Threshold(String id, String unit, long suggested, @Nullable Limit limit) {}

  /** All, with what is approved now. */
  static List<Threshold> of(Optional<Registers> registers) throws StoreException {
    List<Threshold> all = new ArrayList<>();
    for (Threshold each : KNOWN) {
      Limit limit =
          registers.isEmpty()
              ? null
              : registers.get().follow().find(Limit.class, each.id()).map(Row::value).orElse(null);
      all.add(new Threshold(each.id(), each.unit(), each.suggested(), limit));
    }
    return all;
  }

  /**
   * Writes that somebody approves a value.
   *
   * @throws Problem 400 for an unknown limit or a value that is no number, 409 when somebody else
   *     changed it meanwhile
   */
  static void approve(Registers registers, String id, String value, String by, LocalDate day)
      throws StoreException {
    Threshold known =
        KNOWN.stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Problem.badRequest("その基準値はありません。 / there is no such threshold"));
    if (!value.matches("\\d{1,7}") || Long.parseLong(value) > MOST) {
      throw Problem.badRequest(
          "基準値は 0 から %1$d の整数で入力してください。 / a threshold is a whole number from 0 to %1$d"
              .formatted(MOST));
    }
    try {
      registers.put(
          new Limit(id, Long.parseLong(value), known.unit(), by, day, null),
          new Author(by, "証跡のレビューの基準値", by));
    } catch (RegisterException e) {
      throw new Problem(409, String.valueOf(e.getMessage()));
    }
  }
}
