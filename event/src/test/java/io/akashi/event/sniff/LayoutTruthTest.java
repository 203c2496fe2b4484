package io.akashi.event.sniff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much of what is true of the invented layouts the sniffer finds. */
final class LayoutTruthTest {
  private static final double COLUMNS = 0.95;
  private static final double LINES = 0.95;

  /** What became of one layout. */
  private record Score(
      String name,
      int columns,
      int right,
      int mapped,
      int confident,
      double full,
      List<String> wrong) {}

  @Test
  void findsNearlyAllColumnsAndIsNeverConfidentlyWrong() throws Exception {
    List<Score> scores = scores(LayoutWriter.first());
    report("layouts", scores);
    check(scores);
  }

  @Test
  void doesAsWellWithLayoutsThatWereWrittenAfterIt() throws Exception {
    List<Score> scores = scores(HoldOutLayouts.all());
    report("hold-out", scores);
    check(scores);
  }

  @Test
  void doesAsWellWithLayoutsBySomebodyElse() throws Exception {
    List<Score> scores = scores(FreshLayouts.all());
    report("fresh", scores);
    check(scores);
  }

  private static void check(List<Score> scores) {
    for (Score score : scores) {
      assertThat(score.confident).as(score.toString()).isZero();
      assertThat(score.full).as(score.toString()).isGreaterThanOrEqualTo(LINES);
    }
    int columns = scores.stream().mapToInt(Score::columns).sum();
    int right = scores.stream().mapToInt(Score::right).sum();
    assertThat((double) right / columns).isGreaterThanOrEqualTo(COLUMNS);
  }

  private static List<Score> scores(List<Layout> layouts) throws Exception {
    List<Score> scores = new ArrayList<>();
    for (Layout layout : layouts) {
      scores.add(score(layout.name()));
    }
    return scores;
  }

  private static Score score(String name) throws Exception {
    Path folder = Path.of(LayoutTruthTest.class.getResource("/sniff/" + name).toURI());
    Map<String, Object> truth = Words.map(Truth.read(folder.resolve("truth.yaml")));
    Proposal proposal =
        Sniffer.sniff(
            Files.readAllBytes(Truth.log(folder)), new SniffOptions(name, name, null, null));
    Truth truths = new Truth(truth, proposal);
    int all = truths.size();
    double full = proposal.records() == 0 ? 0 : (double) proposal.full() / proposal.records();
    if (proposal.records() != (Integer) truth.get("lines")) {
      truths.blame(
          "records " + proposal.records() + " of " + truth.get("lines") + " " + proposal.notes());
    }
    return new Score(
        name,
        all,
        truths.right(),
        truths.mapped(),
        truths.confidentlyWrong(),
        full,
        truths.wrong());
  }

  private static void report(String title, List<Score> scores) throws IOException {
    StringBuilder out = new StringBuilder();
    out.append(
        "%-22s %7s %6s %7s %10s %6s%n"
            .formatted(title, "columns", "right", "mapped", "conf.wrong", "full"));
    for (Score s : scores) {
      out.append(
          "%-22s %7d %6d %7d %10d %6.2f  %s%n"
              .formatted(s.name, s.columns, s.right, s.mapped, s.confident, s.full, s.wrong));
    }
    int columns = scores.stream().mapToInt(Score::columns).sum();
    int right = scores.stream().mapToInt(Score::right).sum();
    out.append(
        "%-22s %7d %6d %7d %10d   %.1f %%%n"
            .formatted(
                "all",
                columns,
                right,
                scores.stream().mapToInt(Score::mapped).sum(),
                scores.stream().mapToInt(Score::confident).sum(),
                100.0 * right / columns));
    System.out.println(out);
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "sniff-" + title + ".txt"), out, UTF_8);
  }
}
