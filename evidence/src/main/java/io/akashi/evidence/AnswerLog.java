package io.akashi.evidence;

import static java.util.Objects.requireNonNull;

import io.akashi.evidence.Answer.Exemption;
import io.akashi.evidence.Answer.Signed;
import io.akashi.evidence.internal.AnswerDigest;
import io.akashi.evidence.internal.AnswerEntry;
import io.akashi.reconcile.Ends;
import io.akashi.reconcile.FlatJson;
import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.sql.SqlRow;
import io.akashi.store.sql.Workbench;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was written about answers: a fold over the book {@code house}, and the only one who writes
 * there about answers. Safe for use by many threads.
 */
final class AnswerLog {
  private static final String WHAT = "what";
  private static final String COMPUTED = "computed";
  private static final String SIGNED = "signed";
  private static final String EXEMPT = "exempt";

  private static final String ENTRIES =
      "SELECT \"index\", occurred_at, user_id, object_id, fields FROM events"
          + " WHERE object_type = '%s' ORDER BY \"index\", part".formatted(AnswerEntry.OBJECT_TYPE);

  /**
   * An answer that was computed and written down.
   *
   * @param ends and {@code day}: what it was computed from
   * @param zone in which its days and times were told; empty when no entry says it
   * @param substance what it said, {@link AnswerDigest#ofSubstance}
   */
  record Recorded(
      String duty,
      Instant at,
      long index,
      Ends ends,
      LocalDate day,
      Optional<ZoneId> zone,
      AnswerState state,
      String digest,
      String substance) {}

  private final Store store;
  private final InstantSource clock;

  // Guarded by this, in the order of their entries.
  private final List<Recorded> recorded = new ArrayList<>();
  private final List<Signed> signed = new ArrayList<>();
  private final List<Exemption> exemptions = new ArrayList<>();
  private long end;

  private AnswerLog(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Reads what was written; everything below {@code end} of the book must be searchable. */
  static AnswerLog open(Store store, InstantSource clock, long end) throws StoreException {
    AnswerLog log = new AnswerLog(store, clock);
    try (Workbench bench = store.workbench()) {
      for (SqlRow row : bench.select(Book.HOUSE, new IndexRange(0, end), ENTRIES)) {
        log.take(
            requireNonNull(row.text("object_id")),
            requireNonNull(row.time("occurred_at")),
            requireNonNull(row.number("index")),
            requireNonNull(row.text("user_id")),
            FlatJson.read(requireNonNull(row.text("fields"))));
      }
    }
    return log;
  }

  private synchronized void take(
      String duty, Instant at, long index, String by, Map<String, String> fields) {
    Function<String, String> said = name -> requireNonNull(fields.get(name), name);
    switch (said.apply(WHAT)) {
      case COMPUTED ->
          recorded.add(
              new Recorded(
                  duty,
                  at,
                  index,
                  new Ends(
                      Long.parseLong(said.apply("clinical")),
                      Long.parseLong(said.apply("infrastructure")),
                      Long.parseLong(said.apply("register")),
                      Long.parseLong(said.apply("house"))),
                  LocalDate.parse(said.apply("day")),
                  Optional.ofNullable(fields.get("zone")).map(ZoneId::of),
                  AnswerState.valueOf(said.apply("state")),
                  said.apply("digest"),
                  said.apply("substance")));
      case SIGNED ->
          signed.add(
              new Signed(
                  duty,
                  said.apply("answer").equals("yes"),
                  by,
                  at,
                  index,
                  said.apply("comment"),
                  said.apply("computed"),
                  said.apply("digest")));
      case EXEMPT ->
          exemptions.add(
              new Exemption(
                  duty,
                  said.apply("reason"),
                  said.apply("approver"),
                  LocalDate.parse(said.apply("until")),
                  at,
                  index));
      default -> {
        // Written by a newer release: what it means is not known here, so it changes nothing.
      }
    }
    end = index + 1;
  }

  /** The index behind the newest exemption: what else is written here answers do not depend on. */
  synchronized long end() {
    return exemptions.isEmpty() ? 0 : exemptions.getLast().index() + 1;
  }

  /** Changes with every entry. */
  synchronized long version() {
    return end;
  }

  /** The newest answer that was written down until then, or empty. */
  synchronized Optional<Recorded> recorded(String duty, Instant until) {
    return recorded.reversed().stream()
        .filter(each -> each.duty().equals(duty) && !each.at().isAfter(until))
        .findFirst();
  }

  /** The newest signature until then, or empty. */
  synchronized Optional<Signed> signed(String duty, Instant until) {
    return signed.reversed().stream()
        .filter(each -> each.duty().equals(duty) && !each.at().isAfter(until))
        .findFirst();
  }

  /** The exemption that counts on a day, of those in the entries below an index, or empty. */
  synchronized Optional<Exemption> exemption(String duty, LocalDate day, long below) {
    return exemptions.reversed().stream()
        .filter(each -> each.duty().equals(duty) && each.index() < below)
        .findFirst()
        .filter(each -> !each.until().isBefore(day));
  }

  synchronized void recordComputed(Answer answer, ZoneId zone) throws StoreException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(WHAT, COMPUTED);
    fields.put("state", answer.state().name());
    fields.put("day", answer.day().toString());
    fields.put("zone", zone.getId());
    fields.put("clinical", String.valueOf(answer.ends().clinical()));
    fields.put("infrastructure", String.valueOf(answer.ends().infrastructure()));
    fields.put("register", String.valueOf(answer.ends().register()));
    fields.put("house", String.valueOf(answer.ends().house()));
    fields.put("digest", answer.digest());
    fields.put("substance", AnswerDigest.ofSubstance(answer));
    write(
        answer.duty().id(),
        "akashi",
        "%s %s: %s".formatted(answer.duty().id(), answer.duty().ja(), answer.state().japanese()),
        "%s %s: %s".formatted(answer.duty().id(), answer.duty().en(), answer.state().english()),
        fields);
  }

  synchronized void recordSigned(Answer answer, boolean yes, String by, String comment)
      throws StoreException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(WHAT, SIGNED);
    fields.put("answer", yes ? "yes" : "no");
    fields.put("comment", comment);
    fields.put("computed", answer.state().id());
    fields.put("digest", answer.digest());
    write(
        answer.duty().id(),
        by,
        "%s に「%s」と回答（計算値: %s）"
            .formatted(answer.duty().id(), yes ? "はい" : "いいえ", answer.state().japanese()),
        "answered %s with %s (computed: %s)"
            .formatted(answer.duty().id(), yes ? "yes" : "no", answer.state().english()),
        fields);
  }

  synchronized void recordExemption(
      String duty, String by, String reason, String approver, LocalDate until)
      throws StoreException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(WHAT, EXEMPT);
    fields.put("reason", reason);
    fields.put("approver", approver);
    fields.put("until", until.toString());
    write(
        duty,
        by,
        "%s を対象外とする（%s まで）: %s".formatted(duty, until, reason),
        "exempted %s until %s: %s".formatted(duty, until, reason),
        fields);
  }

  private void write(
      String duty, String by, String sentence, String english, Map<String, String> fields)
      throws StoreException {
    Instant now = clock.instant();
    // Commit point: the entry is durable when this returns.
    long index = store.house(AnswerEntry.event(duty, now, by, sentence, english, fields)).first();
    take(duty, now, index, by, fields);
  }
}
