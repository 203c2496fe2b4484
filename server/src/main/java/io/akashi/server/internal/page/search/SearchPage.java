package io.akashi.server.internal.page.search;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.server.config.Role;
import io.akashi.server.internal.page.events.Asked;
import io.akashi.server.internal.page.events.Cell;
import io.akashi.server.internal.page.events.EventRow;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.page.events.OpenViews;
import io.akashi.server.internal.page.events.Ranges;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.server.internal.page.frame.Frames;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.DamageReason;
import io.akashi.store.OutsideScopeException;
import io.akashi.store.Query;
import io.akashi.store.QueryException;
import io.akashi.store.StoreException;
import io.akashi.store.StoreHaltedException;
import io.akashi.store.View;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The search: the form, and the newest rows of what its address asks for. Conditions that mean
 * nothing are answered with a sentence beside the form as it was filled.
 */
@Page
@Controller
public class SearchPage {
  static final String PATH = "/search";
  static final Set<String> OWN = Set.of(Columns.PARAMETER);

  private final WebParts parts;
  private final Answers answers;
  private final OpenViews views;
  private final Frames frames;
  private final SavedSearches saved;

  SearchPage(WebParts parts, Answers answers, OpenViews views, Frames frames, SavedSearches saved) {
    this.parts = parts;
    this.answers = answers;
    this.views = views;
    this.frames = frames;
    this.saved = saved;
  }

  /** The whole page; one look. */
  @Allowed(Role.AUDITOR)
  @GetMapping(PATH)
  public String search(Model model, HttpServletRequest request, HttpServletResponse response)
      throws IOException, StoreException {
    Frame frame = frames.of(request);
    Filters filters = Filters.none(parts.zone());
    try {
      filters = Filters.of(request, parts.zone(), OWN);
      Optional<String> range = Ranges.chosen(filters, PATH, parts.clock().instant(), parts.zone());
      if (range.isPresent()) {
        return "redirect:" + range.get();
      }
      rows(filters, frame, model, request);
    } catch (Problem problem) {
      wrong(model, frame, response, problem.status(), problem);
      problem.told().ifPresent(told -> field(told, frame, model));
    } catch (QueryException e) {
      boolean invalid = e.reason() == QueryException.Reason.INVALID;
      wrong(model, frame, response, invalid ? 400 : 503, e);
    } catch (OutsideScopeException e) {
      throw e;
    } catch (StoreException | StoreHaltedException e) {
      // Full or halted: nothing is shown that is not recorded, and what was typed stays.
      wrong(model, frame, response, 503, e);
    }
    form(filters, frame, model);
    model.addAttribute(
        "unreadable", parts.store().unreadable().stream().map(DamageReason::line).toList());
    model.addAttribute("saved", saved.of(Caller.of(request).name()));
    return "search/search";
  }

  /** The rows of a further page, a part of the same view. */
  @Allowed(Role.AUDITOR)
  @GetMapping(PATH + "/rows")
  public String more(Model model, HttpServletRequest request) throws StoreException {
    Frame frame = frames.of(request);
    rows(Filters.of(request, parts.zone(), OWN), frame, model, request);
    model.addAttribute("frame", frame);
    return "events/parts :: rows";
  }

  private void rows(Filters filters, Frame frame, Model model, HttpServletRequest request)
      throws StoreException {
    Query query = filters.query();
    View view = views.of(request, query);
    io.akashi.store.Page page = answers.ask(() -> view.page(query.page()));
    List<Column> columns = Columns.of(filters);
    model.addAttribute("rows", EventRow.of(page.rows(), columns, frame));
    model.addAttribute("headings", columns.stream().map(c -> Cell.heading(c, frame)).toList());
    String next = page.next();
    if (next != null) {
      Filters following = filters.onPage(next);
      model.addAttribute("next", following.at(PATH));
      model.addAttribute("more", following.at(PATH + "/rows"));
    }
    boolean newestFirst = query.sort() == Column.OCCURRED_AT && query.descending();
    if (newestFirst && query.page() == null && !page.rows().isEmpty() && open(query)) {
      AuditEvent newest = page.rows().getFirst();
      model.addAttribute("since", newest.get(Column.OCCURRED_AT));
    }
  }

  /** Whether events of the future may yet belong to it. */
  private boolean open(Query query) {
    return query.to() == null || query.to().isAfter(parts.clock().instant());
  }

  private static void wrong(
      Model model, Frame frame, HttpServletResponse response, int status, Exception e) {
    response.setStatus(status);
    model.addAttribute("wrong", frame.say(e.getMessage()));
    model.addAttribute("again", status >= 500);
  }

  /** A condition has the name that stands beside its field. */
  private static void field(Problem.Told told, Frame frame, Model model) {
    String label = Asked.label(told.field());
    model.addAttribute("label", label);
    model.addAttribute(
        "wrong",
        label == null
            ? frame.say(told.whole(true), told.whole(false))
            : frame.say(told.japanese(), told.english()));
  }

  private void form(Filters filters, Frame frame, Model model) {
    model.addAttribute("frame", frame);
    model.addAttribute("filters", filters);
    model.addAttribute("kinds", Choices.kinds(frame));
    model.addAttribute("outcomes", Choices.outcomes(frame));
    model.addAttribute("books", Choices.books(frame));
    model.addAttribute("sorts", Choices.sorts(frame));
    model.addAttribute("choices", Columns.choices(Columns.of(filters), frame));
    model.addAttribute("ranges", Ranges.names());
    model.addAttribute("asked", Asked.of(filters, PATH, frame));
  }
}
