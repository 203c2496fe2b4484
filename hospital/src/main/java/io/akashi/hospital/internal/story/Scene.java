package io.akashi.hospital.internal.story;

import io.akashi.hospital.Patient;
import io.akashi.hospital.Story;
import io.akashi.hospital.Terminal;
import io.akashi.hospital.internal.doing.Actor;
import io.akashi.hospital.internal.doing.Doing;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plot while it is written. Belongs to one thread. */
final class Scene {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

  private final String id;
  private final String ja;
  private final String en;
  private final List<Doing> doings = new ArrayList<>();
  private final List<Story.Search> searches = new ArrayList<>();

  /** A scene with its sentences. */
  Scene(String id, String ja, String en) {
    this.id = id;
    this.ja = ja;
    this.en = en;
  }

  Scene add(Doing doing) {
    doings.add(doing);
    return this;
  }

  /** A chart is read, 診療録. */
  Scene read(LocalDateTime at, Actor actor, Terminal terminal, Patient patient) {
    return add(new Doing.Chart(at, actor, terminal, patient, "診療録", "閲覧", "成功"));
  }

  /** A search that finds so many events of it; names and values alternate. */
  Scene found(int events, String... conditions) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < conditions.length; i += 2) {
      named.put(conditions[i], conditions[i + 1]);
    }
    searches.add(new Story.Search(named, events));
    return this;
  }

  Plot end() {
    return new Plot(new Story(id, ja, en, searches), doings);
  }

  /** The beginning of a day as a search names it. */
  static String start(LocalDate day) {
    return minute(day.atStartOfDay());
  }

  /** The end of a day as a search names it. */
  static String end(LocalDate day) {
    return start(day.plusDays(1));
  }

  /** A minute as a search names it. */
  static String minute(LocalDateTime at) {
    return MINUTE.format(at);
  }
}
