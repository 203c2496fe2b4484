package io.akashi.hospital;

import io.akashi.hospital.internal.day.WorkingHour;
import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.format.Writers;
import io.akashi.hospital.internal.site.RegisterTables;
import io.akashi.hospital.internal.site.Site;
import io.akashi.hospital.internal.story.StoryBook;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An invented hospital: 300 beds, 900 people, 600 PCs, 40 servers, 24,000 patients, and what its
 * systems write. The same seed, last day and volume give the same bytes, on every machine. Any hour
 * is made without those before it; an hour of the full volume needs some 50 MB. Immutable, safe for
 * use by many threads.
 */
public final class Hospital {
  /** The zone of all its clocks. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  private static final long NUMBERS_OF_AN_HOUR = 100_000;

  private final Site site;
  private final Volume volume;
  private final StoryBook stories;
  private final Writers writers;
  private final LocalDate lastDay;

  private Hospital(long seed, LocalDate lastDay, Volume volume) {
    this.site = Site.of(seed, lastDay);
    this.volume = volume;
    this.stories = StoryBook.of(site, lastDay);
    this.writers = new Writers(seed);
    this.lastDay = lastDay;
  }

  /**
   * The hospital of a seed.
   *
   * @param lastDay the day to which the stories lead: the newest end on the day before. Routine
   *     goes on for ever
   */
  public static Hospital of(long seed, LocalDate lastDay, Volume volume) {
    return new Hospital(seed, lastDay, volume);
  }

  /** The people who work here, 900. */
  public List<Employee> staff() {
    return site.staff();
  }

  /** People who left in the last year or so. */
  public List<Employee> leavers() {
    return site.leavers();
  }

  /** The PCs, 600. */
  public List<Terminal> terminals() {
    return site.terminals();
  }

  /** The servers, 40. */
  public List<Server> servers() {
    return site.servers();
  }

  /** What is planted in the logs. */
  public List<Story> stories() {
    return stories.stories();
  }

  /** The registers as the hospital keeps them, with the mistakes of every real one. */
  public List<RegisterFile> registers() {
    return RegisterTables.of(site, lastDay);
  }

  /**
   * What all systems write in an hour, in the order of time.
   *
   * @param hour when it begins, a full hour in the hospital's zone
   */
  public void hour(LocalDateTime hour, Consumer<Message> out) {
    if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
      throw new IllegalArgumentException("not a full hour: " + hour);
    }
    List<Doing> planted = stories.during(hour);
    Set<Doing> marked = Collections.newSetFromMap(new IdentityHashMap<>());
    marked.addAll(planted);
    List<Doing> doings = new ArrayList<>(WorkingHour.of(site, volume, hour));
    doings.addAll(planted);
    doings.sort(Comparator.comparing(Doing::at));
    long first = (hour.toLocalDate().toEpochDay() * 24 + hour.getHour()) * NUMBERS_OF_AN_HOUR;
    Map<LogSystem, Long> numbers = new EnumMap<>(LogSystem.class);
    for (Doing doing : doings) {
      long number = numbers.merge(doing.system(), 1L, Long::sum);
      out.accept(writers.write(doing, first + number - 1, marked.contains(doing)));
    }
  }

  /** The 24 hours of a day. */
  public void day(LocalDate day, Consumer<Message> out) {
    for (int hour = 0; hour < 24; hour++) {
      hour(day.atTime(hour, 0), out);
    }
  }
}
