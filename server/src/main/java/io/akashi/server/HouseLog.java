package io.akashi.server;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens at the doors of the house, as events in the book {@code house}: at most one a minute
 * for each kind, place and person, with the number of times it happened; beyond a hundred of a kind
 * the rest are one, so that nobody fills the book from many addresses. Safe for use by many
 * threads; {@link #note} returns at once.
 */
public final class HouseLog {
  private static final Logger LOG = System.getLogger(HouseLog.class.getName());
  private static final Duration GAP = Duration.ofMinutes(1);
  private static final int MOST_OF_A_KIND = 100;
  private static final String OTHERS = "others";

  private final Store store;
  private final InstantSource clock;
  private final Map<Kind, Map<String, Pending>> pending = new EnumMap<>(Kind.class);

  private static final class Pending {
    private final Occurrence occurrence;
    private long count;
    private Instant notBefore = Instant.MIN;

    Pending(Occurrence occurrence) {
      this.occurrence = occurrence;
    }
  }

  private record Due(Occurrence occurrence, long count) {}

  /**
   * Something that happened.
   *
   * @param kind what kind of event it is
   * @param outcome how bad it is
   * @param place where, e.g. the name of a listener; with the kind the key of the rate limit
   * @param address address of the other side, or the empty string
   * @param sentence what happened, in Japanese and English
   * @param user user id of the account or name of the token it is about, or the empty string; never
   *     what somebody typed
   */
  public record Occurrence(
      Kind kind, Outcome outcome, String place, String address, String sentence, String user) {

    /** Of nobody in particular. */
    public Occurrence(Kind kind, Outcome outcome, String place, String address, String sentence) {
      this(kind, outcome, place, address, sentence, "");
    }

    private String key() {
      return place + " " + user;
    }

    private Occurrence ofOthers() {
      return new Occurrence(kind, outcome, OTHERS, "", sentence);
    }
  }

  public HouseLog(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Counts something; {@link #write} will say it. */
  public void note(Occurrence occurrence, long times) {
    synchronized (pending) {
      Map<String, Pending> same =
          pending.computeIfAbsent(occurrence.kind(), kind -> new TreeMap<>());
      boolean room = same.size() < MOST_OF_A_KIND || same.containsKey(occurrence.key());
      Occurrence said = room ? occurrence : occurrence.ofOthers();
      same.computeIfAbsent(said.key(), key -> new Pending(said)).count += times;
    }
  }

  /** Writes what was counted and is due. Called each second by the watch of the house. */
  public void write() {
    Instant now = clock.instant();
    List<Due> due = new ArrayList<>();
    synchronized (pending) {
      for (Map<String, Pending> same : pending.values()) {
        same.values().removeIf(each -> each.count == 0 && !now.isBefore(each.notBefore));
        for (Pending each : same.values()) {
          if (each.count > 0 && !now.isBefore(each.notBefore)) {
            due.add(new Due(each.occurrence, each.count));
            each.count = 0;
            each.notBefore = now.plus(GAP);
          }
        }
      }
    }
    // Outside the lock: note() is called by the listeners and must not wait for a disk.
    due.forEach(each -> write(each.occurrence(), each.count(), now));
  }

  private void write(Occurrence occurrence, long count, Instant now) {
    LOG.log(Level.WARNING, "{0} ({1}): {2}", occurrence.place(), count, occurrence.sentence());
    AuditEvent event =
        AuditEvent.builder()
            .set(Column.OCCURRED_AT, now)
            .set(Column.KIND, occurrence.kind().id())
            .set(Column.OUTCOME, occurrence.outcome().id())
            .set(Column.ADDRESS, occurrence.address())
            .set(Column.USER_ID, occurrence.user())
            .set(Column.OBJECT_TYPE, "listener")
            .set(Column.OBJECT_NAME, occurrence.place())
            .set(Column.MESSAGE, occurrence.sentence())
            .set(Column.FIELDS, "{\"count\":" + count + "}")
            .build();
    try {
      store.house(event);
    } catch (StoreException | RuntimeException e) {
      // The book cannot be written now (full or halted); the line above is in the server's log.
      LOG.log(Level.ERROR, "not recorded: " + e.getMessage());
    }
  }
}
