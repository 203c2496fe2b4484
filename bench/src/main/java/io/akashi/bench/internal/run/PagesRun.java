package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.corpus.EhrLines;
import io.akashi.bench.internal.house.ServerProcess;
import io.akashi.bench.internal.house.Settings;
import io.akashi.bench.internal.measure.Figure;
import io.akashi.bench.internal.measure.Latencies;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.bench.internal.measure.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * People at browsers: each opens a page every twenty seconds, with the three or four parts that the
 * page asks for when it is there: a request in five seconds. The store is one that {@code years}
 * filled.
 */
public final class PagesRun {
  private static final int PEOPLE = 20;
  private static final long PERIOD_MILLIS = 20_000;
  private static final int UNHEARD_SECONDS = 60;
  private static final Pattern PART =
      Pattern.compile("<(?=[^>]*\\bhx-trigger=\"load\")[^>]*\\bhx-get=\"([^\"]+)\"");

  private final Path work;
  private final Report report;

  /** A page that people open. */
  private enum Kind {
    HOME(Target.PAGE_HOME),
    SEARCH(Target.PAGE_SEARCH),
    FILTERED(Target.PAGE_SEARCH),
    PATIENT(Target.PAGE_PATIENT);

    private final Target target;

    Kind(Target target) {
      this.target = target;
    }

    private String path(SplittableRandom random) {
      return switch (this) {
        case HOME -> "/";
        case SEARCH -> "/search";
        case FILTERED -> "/search?user=U%06d".formatted(random.nextInt(1, EhrLines.USERS));
        case PATIENT -> "/patients/" + EhrLines.inpatient();
      };
    }
  }

  /** What one person waited for. */
  private static final class Waited {
    private final Map<Target, Latencies> pages = new EnumMap<>(Target.class);

    private Latencies of(Target target) {
      return pages.computeIfAbsent(target, each -> new Latencies());
    }
  }

  public PagesRun(Path work, Report report) {
    this.work = work;
    this.report = report;
  }

  /**
   * Measures for some time.
   *
   * @param seconds that are counted, behind those in which the server warms up
   */
  public void run(int seconds, long seed) throws Exception {
    Path configuration = Settings.write(work, work.resolve("store"), Corpus.EHR);
    List<Waited> all = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(configuration, Optional.empty());
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Waited>> visits = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        visits.add(people.submit(visit(server, person, seconds, seed)));
      }
      for (Future<Waited> visit : visits) {
        all.add(visit.get());
      }
      report.note(
          "pages: %d people, a page and its parts each %.0f s, %d s counted behind %d s; server %.0f MB at most"
              .formatted(
                  PEOPLE, PERIOD_MILLIS / 1e3, seconds, UNHEARD_SECONDS, server.peakMegabytes()));
    }
    for (Target target :
        List.of(Target.PAGE_HOME, Target.PAGE_SEARCH, Target.PAGE_FACETS, Target.PAGE_PATIENT)) {
      Latencies millis = new Latencies();
      all.forEach(waited -> millis.addAll(waited.of(target)));
      report.add(
          Figure.of(
              target,
              millis.quantile(0.95),
              "p50 %.0f ms, %d times".formatted(millis.quantile(0.5), millis.count())));
    }
  }

  private static Callable<Waited> visit(ServerProcess server, int person, int seconds, long seed) {
    return () -> {
      SplittableRandom random = new SplittableRandom(seed + person);
      Waited waited = new Waited();
      Stopwatch watch = new Stopwatch();
      double end = UNHEARD_SECONDS + seconds;
      long first = PERIOD_MILLIS * person / PEOPLE;
      for (long due = first; due < end * 1e3; due += PERIOD_MILLIS) {
        long early = due - (long) watch.millis();
        if (early > 0) {
          TimeUnit.MILLISECONDS.sleep(early);
        }
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        Waited counted = due < UNHEARD_SECONDS * 1e3 ? new Waited() : waited;
        open(server, kind, kind.path(random), counted);
      }
      return waited;
    };
  }

  private static void open(ServerProcess server, Kind kind, String path, Waited waited)
      throws IOException, InterruptedException {
    Stopwatch page = new Stopwatch();
    String html = server.page(path);
    waited.of(kind.target).add(page.millis());
    Matcher part = PART.matcher(html);
    while (part.find()) {
      Stopwatch watch = new Stopwatch();
      server.page(part.group(1).replace("&amp;", "&"));
      waited.of(Target.PAGE_FACETS).add(watch.millis());
    }
  }
}
