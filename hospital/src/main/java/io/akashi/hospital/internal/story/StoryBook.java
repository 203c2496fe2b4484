package io.akashi.hospital.internal.story;

import io.akashi.hospital.Story;
import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.site.Site;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All stories, and what happens in them by the hour. Immutable. */
public final class StoryBook {
  private final List<Story> stories;
  private final Map<LocalDateTime, List<Doing>> byHour;

  private StoryBook(List<Plot> plots) {
    this.stories = plots.stream().map(Plot::story).toList();
    this.byHour =
        plots.stream()
            .flatMap(plot -> plot.doings().stream())
            .collect(Collectors.groupingBy(each -> each.at().truncatedTo(ChronoUnit.HOURS)));
  }

  /** The stories of a hospital, the newest of them two days before its last day or later. */
  public static StoryBook of(Site site, LocalDate lastDay) {
    return new StoryBook(
        Stream.of(
                new AttackStories(site, lastDay).all(),
                new ChartStories(site, lastDay).all(),
                new AccountStories(site, lastDay).all())
            .flatMap(List::stream)
            .toList());
  }

  public List<Story> stories() {
    return stories;
  }

  /** What happens in the hour that begins then. */
  public List<Doing> during(LocalDateTime hour) {
    return byHour.getOrDefault(hour, List.of());
  }
}
