package io.akashi.server.internal.page.review;

import io.akashi.register.Author;
import io.akashi.register.Limit;
import io.akashi.register.RegisterException;
import io.akashi.register.Registers;
import io.akashi.register.Row;
import io.akashi.register.State;
import io.akashi.server.internal.watch.ReviewDesk;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.StoreException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The thresholds of the screens, rows of the register {@code limits}. */
final class Thresholds {
  private static final long MOST = 1_000_000;
  private static final int LONGEST_REASON = 500;

  /** Every limit a screen asks for and the time for a review: id, unit, a value to begin with. */
  private static final List<Threshold> KNOWN =
      List.of(
          new Threshold("review.hours.from", "時", "o'clock", 7, null),
          new Threshold("review.hours.to", "時", "o'clock", 21, null),
          new Threshold("review.hours.events", "回/日", "a day", 20, null),
          new Threshold("review.user.patients", "人/日", "a day", 100, null),
          new Threshold("review.login.failures", "回/日", "a day", 5, null),
          new Threshold("review.patient.users", "人/日", "a day", 20, null),
          new Threshold("review.user.output", "回/日", "a day", 30, null),
          new Threshold(ReviewDesk.DUE, "日", "days", 14, null));

  private Thresholds() {}

  /**
   * One threshold.
   *
   * @param id id of its limit
   * @param unit of what
   * @param per the same in English
   * @param suggested a value to begin with; it counts only once somebody approves one
   * @param limit what is approved, or null
   */
  public record Threshold(
      String id, String unit, String per, long suggested, @Nullable Limit limit) {}

  /** All, with what is approved now. */
  static List<Threshold> of(Optional<Registers> registers) throws StoreException {
    List<Threshold> all = new ArrayList<>();
    for (Threshold each : KNOWN) {
      Limit limit =
          registers.isEmpty()
              ? null
              : registers.get().follow().find(Limit.class, each.id()).map(Row::value).orElse(null);
      all.add(new Threshold(each.id(), each.unit(), each.per(), each.suggested(), limit));
    }
    return all;
  }

  /**
   * What a form says of one threshold.
   *
   * @param value as it was typed; blank for one that is not approved
   * @param was what was approved when the form was shown, blank for nothing, or null when the form
   *     does not say
   */
  record Typed(String id, String value, @Nullable String was) {}

  /**
   * Who approves, and on what it rests.
   *
   * @param reason may be empty
   * @param again whether values that are approved already are approved once more, as of the day
   */
  record Approval(String by, String reason, LocalDate day, boolean again) {}

  /**
   * The thresholds of a form, whose fields stand in the same order.
   *
   * @throws Problem 400 when they do not
   */
  static List<Typed> typed(Map<String, String[]> fields) {
    String[] none = {};
    String[] ids = fields.getOrDefault("id", none);
    String[] values = fields.getOrDefault("value", none);
    String[] were = fields.getOrDefault("was", none);
    if (ids.length == 0
        || ids.length != values.length
        || (were.length != 0 && were.length != ids.length)) {
      throw Problem.badRequest("基準値とその値がそろっていません。 / each threshold needs its value");
    }
    return IntStream.range(0, ids.length)
        .mapToObj(i -> new Typed(ids[i], values[i].strip(), were.length == 0 ? null : were[i]))
        .toList();
  }

  /**
   * Writes that somebody approves values: of those that are typed, the ones that nobody has
   * approved and the ones that differ from what is approved. All are looked at before the first is
   * written.
   *
   * @return how many were written, 0 where all of them are approved already
   * @throws Problem 400 for an unknown limit, a value that is no number, or no value at all; 409
   *     when somebody else changed one of them meanwhile
   */
  static int approve(Registers registers, List<Typed> typed, Approval approval)
      throws StoreException {
    if (approval.reason().length() > LONGEST_REASON) {
      throw Problem.badRequest(
          "理由は %1$d 文字までです。 / a reason has at most %1$d characters".formatted(LONGEST_REASON));
    }
    State now = registers.follow();
    List<Limit> approved = new ArrayList<>();
    for (Typed each : typed) {
      Threshold known = known(each.id());
      if (!each.value().isEmpty()) {
        Limit before = now.find(Limit.class, each.id()).map(Row::value).orElse(null);
        Limit after = limit(known, each.value(), approval);
        if (isNew(before, after, each, approval.again())) {
          approved.add(after);
        }
      }
    }
    if (typed.stream().allMatch(each -> each.value().isEmpty())) {
      throw Problem.badRequest("承認する値がありません。 / there is no value to approve");
    }
    String reason = approval.reason().isEmpty() ? "証跡のレビューの基準値" : approval.reason();
    try {
      for (Limit limit : approved) {
        registers.put(limit, new Author(approval.by(), reason, approval.by()));
      }
    } catch (RegisterException e) {
      throw new Problem(409, String.valueOf(e.getMessage()));
    }
    return approved.size();
  }

  private static Threshold known(String id) {
    return KNOWN.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.badRequest("その基準値はありません。 / there is no such threshold"));
  }

  private static Limit limit(Threshold known, String value, Approval approval) {
    if (!value.matches("\\d{1,7}") || Long.parseLong(value) > MOST) {
      throw Problem.badRequest(
          "基準値は 0 から %1$d の整数で入力してください。 / a threshold is a whole number from 0 to %1$d"
              .formatted(MOST));
    }
    return new Limit(
        known.id(), Long.parseLong(value), known.unit(), approval.by(), approval.day(), null);
  }

  /** Whether there is something to approve; what stands there is approved again where one asks. */
  private static boolean isNew(@Nullable Limit before, Limit after, Typed typed, boolean again) {
    String now =
        before == null || before.approvedBy() == null ? "" : String.valueOf(before.value());
    String was = typed.was();
    if (now.equals(String.valueOf(after.value()))) {
      return was == null || again;
    }
    if (was != null && !was.equals(now)) {
      throw new Problem(
          409,
          "ほかの人が先に基準値を変更しました。画面を開き直して、値を確かめてください。 / somebody else changed a threshold meanwhile: open the"
              + " page again and look at the values");
    }
    return true;
  }
}
