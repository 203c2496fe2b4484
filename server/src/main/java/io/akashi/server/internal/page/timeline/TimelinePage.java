package io.akashi.server.internal.page.timeline;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.server.config.Role;
import io.akashi.server.internal.page.events.Asked;
import io.akashi.server.internal.page.events.Cell;
import io.akashi.server.internal.page.events.EventRow;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.page.events.OpenViews;
import io.akashi.server.internal.page.events.People;
import io.akashi.server.internal.page.events.Places;
import io.akashi.server.internal.page.events.Ranges;
import io.akashi.server.internal.page.events.Recent;
import io.akashi.server.internal.page.events.VisibleText;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.server.internal.page.frame.Frames;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.DamageReason;
import io.akashi.store.OutsideScopeException;
import io.akashi.store.Query;
import io.akashi.store.StoreException;
import io.akashi.store.StoreHaltedException;
import io.akashi.store.View;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Who saw this patient, what did this user do, what happened at this terminal and in this system;
 * of a patient as a report to be handed out, too. An id that does not fit a path is the parameter
 * {@code id}. Each page is one look.
 */
@Page
@Controller
public class TimelinePage {
  private static final String ID = "id";
  private static final String FORM = "form";
  private static final Set<String> OWN = Set.of(ID, FORM, Recent.WHOLE);

  /** More than of the counts in other columns: it is what a patient's page is for. */
  private static final int MOST_STRETCHES = 96;

  private final WebParts parts;
  private final Answers answers;
  private final OpenViews views;
  private final Frames frames;

  TimelinePage(WebParts parts, Answers answers, OpenViews views, Frames frames) {
    this.parts = parts;
    this.answers = answers;
    this.views = views;
    this.frames = frames;
  }

  /** Who saw this patient. */
  @Allowed(Role.AUDITOR)
  @GetMapping({"/patients", "/patients/{*id}"})
  public String patient(
      @PathVariable(required = false) @Nullable String id,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws StoreException {
    return timeline(Subject.PATIENT, id, model, request, response);
  }

  /** What this user did. */
  @Allowed(Role.AUDITOR)
  @GetMapping({"/users", "/users/{*id}"})
  public String user(
      @PathVariable(required = false) @Nullable String id,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws StoreException {
    return timeline(Subject.USER, id, model, request, response);
  }

  /** What was done at this terminal. */
  @Allowed(Role.AUDITOR)
  @GetMapping({"/terminals", "/terminals/{*id}"})
  public String terminal(
      @PathVariable(required = false) @Nullable String id,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws StoreException {
    return timeline(Subject.TERMINAL, id, model, request, response);
  }

  /** What was done in this system. */
  @Allowed(Role.AUDITOR)
  @GetMapping({"/systems", "/systems/{*id}"})
  public String system(
      @PathVariable(required = false) @Nullable String id,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws StoreException {
    return timeline(Subject.SYSTEM, id, model, request, response);
  }

  private String timeline(
      Subject subject,
      @Nullable String id,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws StoreException {
    Filters own = Filters.of(request, parts.zone(), OWN);
    String name = id == null || id.length() < 2 ? own.value(ID) : id.substring(1);
    if (name.isEmpty()) {
      return "redirect:/search";
    }
    Optional<String> range =
        Ranges.chosen(
            own.without(ID),
            Places.of(subject.path(), name),
            parts.clock().instant(),
            parts.zone());
    if (range.isPresent()) {
      return "redirect:" + range.get();
    }
    boolean report = subject == Subject.PATIENT && own.is(FORM, "report");
    Filters filters = own.without(ID).without(FORM).with(subject.id(), name);
    Frame frame = frames.of(request);
    model.addAttribute("frame", frame);
    model.addAttribute("subject", subject);
    model.addAttribute("id", VisibleText.line(name));
    model.addAttribute("filters", filters);
    model.addAttribute("conditions", conditions(own, frame));
    model.addAttribute(
        "unreadable", parts.store().unreadable().stream().map(DamageReason::line).toList());
    if (report) {
      return report(filters, own, Places.of(subject.path(), name), model, request);
    }
    page(subject, name, filters, model, request, response);
    return "timeline/timeline";
  }

  private void page(
      Subject subject,
      String name,
      Filters filters,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response)
      throws StoreException {
    Frame frame = frames.of(request);
    Filters own = filters.without(subject.id());
    String here = Places.of(subject.path(), name);
    model.addAttribute("here", here);
    model.addAttribute("needsId", here.contains("?"));
    model.addAttribute("raw", name);
    model.addAttribute("own", own);
    model.addAttribute("report", own.with(FORM, "report").at(here));
    model.addAttribute("kinds", kinds(frame));
    model.addAttribute("ranges", Ranges.names());
    List<AuditEvent> rows = List.of();
    try {
      rows = rows(subject, filters, frame, model, request);
    } catch (OutsideScopeException e) {
      throw e;
    } catch (StoreException | StoreHaltedException e) {
      // Full or halted: nothing is shown that is not recorded, and what was typed stays.
      response.setStatus(503);
      model.addAttribute("wrong", e.getMessage());
    }
    model.addAttribute("who", who(subject, name, rows));
  }

  private List<AuditEvent> rows(
      Subject subject, Filters filters, Frame frame, Model model, HttpServletRequest request)
      throws StoreException {
    Query query = filters.query();
    View view = views.of(request, query);
    io.akashi.store.Page page = answers.ask(() -> view.page(query.page()));
    model.addAttribute("rows", EventRow.of(page.rows(), subject.beside(), frame));
    model.addAttribute(
        "headings", subject.beside().stream().map(c -> Cell.heading(c, frame)).toList());
    if (page.next() != null) {
      String columns = subject.beside().stream().map(Column::id).collect(Collectors.joining(","));
      Filters following = filters.with("columns", columns).onPage(page.next());
      model.addAttribute("next", following.at("/search"));
      model.addAttribute("more", following.at("/search/rows"));
    }
    return page.rows();
  }

  /** The name of a user, as the registers or else the newest events say. */
  private String who(Subject subject, String name, List<AuditEvent> rows) {
    if (subject != Subject.USER) {
      return "";
    }
    People.Who who = People.of(parts.desk().registers()).of(name);
    String known =
        List.of(who.department(), who.job(), who.name()).stream()
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(" "));
    return known.isEmpty()
        ? rows.stream()
            .map(row -> row.text(Column.USER_NAME))
            .filter(each -> each != null)
            .findFirst()
            .map(VisibleText::line)
            .orElse("")
        : known;
  }

  private static List<Named> kinds(Frame frame) {
    return Arrays.stream(Kind.values())
        .map(kind -> new Named(kind.id(), Cell.name(Column.KIND, kind.id(), frame)))
        .toList();
  }

  /** A value and its name. */
  record Named(String id, String name) {}

  private String report(
      Filters filters, Filters own, String here, Model model, HttpServletRequest request)
      throws StoreException {
    String token = own.has("page") ? own.value("page") : null;
    Query query = filters.query().ordered(Column.OCCURRED_AT, false, Report.A_PAGE);
    View view = views.of(request, query);
    Report report =
        answers.ask(() ->
            Report.of(
                view,
                token,
                parts.store(),
                People.of(parts.desk().registers()),
                frames.of(request)));
    String next = report.next();
    model.addAttribute("following", next == null ? null : own.onPage(next).at(here));
    model.addAttribute("report", report);
    model.addAttribute("query", query);
    model.addAttribute("made", parts.clock().instant());
    model.addAttribute("by", Caller.of(request).name());
    return "timeline/report";
  }

  /** The conditions beside the subject and the period, for the report to say. */
  private static List<Asked> conditions(Filters own, Frame frame) {
    return Asked.of(own.without("from").without("to"), "", frame);
  }

  /** Counts by user and department, a part of the view. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/timelines/accesses")
  public String accesses(Model model, HttpServletRequest request) throws StoreException {
    Filters asked = Filters.of(request, parts.zone(), OWN);
    View view = views.of(request, asked.without(Recent.WHOLE).query());
    People people = People.of(parts.desk().registers());
    Recent recent =
        answers.ask(() -> Recent.of(view, List.of(Accesses.BY_USER), MOST_STRETCHES, asked));
    model.addAttribute("accesses", answers.<Accesses>ask(() -> Accesses.of(recent.view(), people)));
    model.addAttribute("recent", recent);
    model.addAttribute("whole", asked.with(Recent.WHOLE, "1").at("/timelines/accesses"));
    model.addAttribute("frame", frames.of(request));
    return "timeline/parts :: accesses";
  }

  /** First and last event, a part of the view. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/timelines/ends")
  public String ends(Model model, HttpServletRequest request) throws StoreException {
    View view = views.of(request, Filters.of(request, parts.zone(), OWN).query());
    model.addAttribute("frame", frames.of(request));
    model.addAttribute("first", answers.ask(() -> end(view, false)));
    model.addAttribute("last", answers.ask(() -> end(view, true)));
    return "timeline/parts :: ends";
  }

  private static Optional<Instant> end(View view, boolean newest) {
    return view.first(Column.OCCURRED_AT, newest, 1).rows().stream()
        .findFirst()
        .map(row -> row.time(Column.OCCURRED_AT));
  }
}
