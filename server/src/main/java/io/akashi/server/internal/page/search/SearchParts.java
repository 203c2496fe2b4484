package io.akashi.server.internal.page.search;

import io.akashi.event.Column;
import io.akashi.server.config.Role;
import io.akashi.server.internal.page.events.Facet;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.page.events.Histogram;
import io.akashi.server.internal.page.events.OpenViews;
import io.akashi.server.internal.page.events.Recent;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.server.internal.page.frame.Frames;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.StoreException;
import io.akashi.store.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What stands around the rows and comes after them: counts over time, counts by value, how many
 * newer events there are. Parts of a view that is open, or a look of their own.
 */
@Page
@Controller
public class SearchParts {
  private static final String SINCE = "since";
  private static final String PATH = SearchPage.PATH + "/facets/";
  private static final int MOST_VALUES = 8;

  /** What twenty people may read at once: the newest two million entries, or a patient's newest. */
  private static final int MOST_STRETCHES = 32;

  private static final List<Column> WHAT =
      List.of(Column.KIND, Column.OUTCOME, Column.SYSTEM, Column.CATEGORY, Column.SOURCE);
  private static final List<Column> WHO =
      List.of(Column.USER_ID, Column.TERMINAL, Column.PATIENT_ID);

  /**
   * Without conditions tables tell all of them; with a condition the rows are read once a group.
   */
  private static final Map<String, List<Column>> GROUPS =
      Map.of("what", WHAT, "who", WHO, "all", Stream.of(WHO, WHAT).flatMap(List::stream).toList());

  private final WebParts parts;
  private final Answers answers;
  private final OpenViews views;
  private final Frames frames;

  SearchParts(WebParts parts, Answers answers, OpenViews views, Frames frames) {
    this.parts = parts;
    this.answers = answers;
    this.views = views;
    this.frames = frames;
  }

  /** Events over time, to drag on. */
  @Allowed(Role.AUDITOR)
  @GetMapping(SearchPage.PATH + "/histogram")
  public String histogram(Model model, HttpServletRequest request) throws StoreException {
    View view = views.of(request, filters(request).query());
    model.addAttribute("histogram", answers.<Histogram>ask(() -> Histogram.of(view, parts.zone())));
    model.addAttribute("frame", frames.of(request));
    return "events/parts :: histogram";
  }

  /** The most frequent values of a group of columns. */
  @Allowed(Role.AUDITOR)
  @GetMapping(PATH + "{group}")
  public String facets(@PathVariable String group, Model model, HttpServletRequest request)
      throws StoreException {
    List<Column> columns = GROUPS.get(group);
    if (columns == null) {
      throw Problem.notFound("その集計はありません。 / there is no such group of counts");
    }
    Frame frame = frames.of(request);
    Filters asked = filters(request);
    Filters filters = asked.without(Recent.WHOLE);
    View view = views.of(request, filters.query());
    Recent recent =
        answers.ask(() -> Recent.of(view, Facet.ways(columns, MOST_VALUES), MOST_STRETCHES, asked));
    model.addAttribute(
        "facets",
        answers.<List<Facet>>ask(
            () -> Facet.of(recent.view(), columns, MOST_VALUES, SearchPage.PATH, filters, frame)));
    model.addAttribute("recent", recent);
    model.addAttribute("whole", asked.with(Recent.WHOLE, "1").at(PATH + group));
    model.addAttribute("frame", frame);
    return "events/parts :: facets";
  }

  /** How many events have come that are newer than the newest of the page. */
  @Allowed(Role.AUDITOR)
  @GetMapping(SearchPage.PATH + "/newer")
  public String newer(@RequestParam(SINCE) String since, Model model, HttpServletRequest request)
      throws StoreException {
    if (!since.matches("-?\\d{1,18}")) {
      throw Problem.badRequest("since は数です。 / since is a number of microseconds");
    }
    Instant next = Instant.EPOCH.plus(Long.parseLong(since) + 1, ChronoUnit.MICROS);
    Filters filters = filters(request);
    View view = views.of(request, filters.query());
    model.addAttribute("newer", answers.<Long>ask(() -> view.since(next)));
    model.addAttribute("address", filters.without(SINCE).at(SearchPage.PATH));
    model.addAttribute("frame", frames.of(request));
    return "events/parts :: newer";
  }

  private Filters filters(HttpServletRequest request) {
    Set<String> own = new HashSet<>(SearchPage.OWN);
    own.add(SINCE);
    own.add(Recent.WHOLE);
    return Filters.of(request, parts.zone(), own);
  }
}
