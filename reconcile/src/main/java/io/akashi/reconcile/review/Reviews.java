package io.akashi.reconcile.review;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.reconcile.HouseEntries;
import io.akashi.reconcile.HouseEntry;
import io.akashi.reconcile.review.Screening.Basis;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people did with reviews: a fold over the book {@code house}, and the only one who writes
 * there about them (docs/formats/review.md). A review is remarked on, then signed by who read it,
 * then confirmed by another person, the 企画管理者. Safe for use by many threads.
 */
public final class Reviews {
  /** {@code object_type} of what is written. */
  public static final String TYPE = "log_review";

  private static final String WHAT = "what";
  private static final String REMARK = "remark";
  private static final String SIGNED = "signed";
  private static final String CONFIRMED = "confirmed";
  private static final int MOST_CHARACTERS = 2_000;

  private final HouseEntries written;

  public Reviews(Store store, InstantSource clock) {
    this.written = new HouseEntries(store, clock, TYPE);
  }

  /**
   * How far one review is.
   *
   * @param remarks the newest remark on each row, by the ids of the rows
   * @param signed the signature, or empty
   * @param confirmed the confirmation, or empty
   */
  public record State(
      Map<String, HouseEntry> remarks,
      Optional<HouseEntry> signed,
      Optional<HouseEntry> confirmed) {
    /** Of a review that nobody has begun. */
    public static final State OPEN = new State(Map.of(), Optional.empty(), Optional.empty());

    private static State of(List<HouseEntry> entries) {
      Map<String, HouseEntry> remarks = new LinkedHashMap<>();
      Optional<HouseEntry> signed = Optional.empty();
      Optional<HouseEntry> confirmed = Optional.empty();
      for (HouseEntry entry : entries) {
        switch (entry.text(WHAT)) {
          case REMARK -> remarks.put(entry.text("row"), entry);
          case SIGNED -> signed = Optional.of(entry);
          case CONFIRMED -> confirmed = Optional.of(entry);
          default -> {
            // Written by a newer release: what it means is not known here, so it changes nothing.
          }
        }
      }
      return new State(remarks, signed, confirmed);
    }

    /** {@code open}, {@code signed} or {@code confirmed}. */
    public String id() {
      return confirmed.isPresent() ? CONFIRMED : signed.isPresent() ? SIGNED : "open";
    }

    /** What was signed, to be computed again; empty while nobody has signed. */
    public Optional<Basis> basis() {
      return signed.map(entry ->
          new Basis(
              entry.number("clinical"), entry.number("infrastructure"), entry.number("register")));
    }

    /** The digest that was signed, or the empty string. */
    public String digest() {
      return signed.map(entry -> entry.text("digest")).orElse("");
    }
  }

  /** A review that somebody has begun. */
  public record Begun(String system, Period period, State state) {}

  /** How far the review of a system and period is. */
  public State state(String system, Period period) throws StoreException {
    return State.of(written().getOrDefault(id(system, period), List.of()));
  }

  /** All reviews on which somebody has written anything, the first begun first. */
  public List<Begun> begun() throws StoreException {
    List<Begun> begun = new ArrayList<>();
    written()
        .forEach((id, entries) -> {
          String[] parts = id.split("/", 2);
          Period.of(parts[0])
              .filter(period -> parts.length == 2)
              .ifPresent(period -> begun.add(new Begun(parts[1], period, State.of(entries))));
        });
    return begun;
  }

  /** What was written about each review, by {@link #id}. */
  private Map<String, List<HouseEntry>> written() throws StoreException {
    Map<String, List<HouseEntry>> written = new LinkedHashMap<>();
    for (HouseEntry entry : this.written.all()) {
      written.computeIfAbsent(entry.id(), id -> new ArrayList<>()).add(entry);
    }
    return written;
  }

  private static String id(String system, Period period) {
    return period.name() + "/" + system;
  }

  /**
   * Writes what somebody says of a row; a later remark takes its place, both stay in the book.
   *
   * @throws IllegalArgumentException when the review is signed already, or the text is empty or too
   *     long; the sentence says which
   */
  public synchronized void remark(String system, Period period, String row, String by, String text)
      throws StoreException {
    requireUnsigned(state(system, period));
    if (text.isBlank() || text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "所見は 1 文字から %1$d 文字で書いてください。 / a remark has 1 to %1$d characters"
              .formatted(MOST_CHARACTERS));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(WHAT, REMARK);
    fields.put("row", row);
    fields.put("text", text.strip());
    write(
        system,
        period,
        by,
        "%s %s の所見: %s".formatted(system, period.name(), text.strip()),
        "remark on the review of %s %s: %s".formatted(system, period.name(), text.strip()),
        fields);
  }

  /**
   * Writes that somebody has read what was picked.
   *
   * @throws IllegalArgumentException when it is signed already
   */
  public synchronized void sign(Screening screening, String by, String comment)
      throws StoreException {
    requireUnsigned(state(screening.system(), screening.period()));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(WHAT, SIGNED);
    fields.put("digest", screening.digest());
    fields.put("clinical", String.valueOf(screening.basis().clinical()));
    fields.put("infrastructure", String.valueOf(screening.basis().infrastructure()));
    fields.put("register", String.valueOf(screening.basis().register()));
    fields.put("rows", String.valueOf(screening.rows().size()));
    fields.put("total", String.valueOf(screening.total()));
    fields.put("picked", String.valueOf(screening.picked()));
    fields.put("comment", shortened(comment));
    String sentence =
        "%s %s の証跡をレビューしました（%d 件中 %d 行）"
            .formatted(
                screening.system(),
                screening.period().name(),
                screening.total(),
                screening.rows().size());
    String english =
        "reviewed the log of %s %s (%d rows of %d events)"
            .formatted(
                screening.system(),
                screening.period().name(),
                screening.rows().size(),
                screening.total());
    write(screening.system(), screening.period(), by, sentence, english, fields);
  }

  private static void requireUnsigned(State state) {
    if (state.signed().isPresent()) {
      throw new IllegalArgumentException(
          "このレビューには %1$s がすでに署名しています。 / %1$s has signed this review already"
              .formatted(state.signed().get().by()));
    }
  }

  /**
   * Writes that the 企画管理者 has taken note of a signed review.
   *
   * @throws IllegalArgumentException when nobody has signed it, the same person has, or it is
   *     confirmed already
   */
  public synchronized void confirm(String system, Period period, String by, String comment)
      throws StoreException {
    State state = state(system, period);
    if (state.signed().isEmpty()) {
      throw new IllegalArgumentException("まだ署名されていません。 / nobody has signed this review yet");
    }
    if (state.confirmed().isPresent()) {
      throw new IllegalArgumentException(
          "%1$s がすでに確認しています。 / %1$s has confirmed it already"
              .formatted(state.confirmed().get().by()));
    }
    if (state.signed().get().by().equals(by)) {
      throw new IllegalArgumentException(
          "署名した本人は確認できません。別の人が確認してください。 / who signed cannot confirm: let another person do it");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(WHAT, CONFIRMED);
    fields.put("digest", state.digest());
    fields.put("comment", shortened(comment));
    write(
        system,
        period,
        by,
        "%s %s のレビューを確認しました".formatted(system, period.name()),
        "confirmed the review of %s %s".formatted(system, period.name()),
        fields);
  }

  private static String shortened(String text) {
    String kept = text.strip();
    return kept.length() > MOST_CHARACTERS ? kept.substring(0, MOST_CHARACTERS) : kept;
  }

  private void write(
      String system,
      Period period,
      String by,
      String sentence,
      String english,
      Map<String, String> fields)
      throws StoreException {
    written.write(
        new HouseEntries.Draft(
            id(system, period), Kind.NOTE, Outcome.SUCCESS, by, sentence, english, fields));
  }
}
