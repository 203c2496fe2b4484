package io.akashi.server.internal.page.review;

import io.akashi.reconcile.review.Period;
import io.akashi.reconcile.review.Reviews;
import io.akashi.reconcile.review.Screener;
import io.akashi.reconcile.review.Screening;
import io.akashi.server.config.Role;
import io.akashi.server.internal.page.frame.Visitor;
import io.akashi.server.internal.watch.ReviewDesk;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Scope;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The review of the access log (証跡のレビュー): what approved thresholds picked of a system and period,
 * remarks, the signature of who read it, and the confirmation of the 企画管理者. Source 2, 17 ① (the log
 * is checked regularly) and 17.1 (not each line by eye: what is left after screening by thresholds
 * that fit the operation). The list names people, so opening it is a look.
 */
@Page
@Controller
public class ReviewPage {
  private final WebParts parts;
  private final Answers answers;
  private final ReviewDesk desk;
  private final ShownBasis basis = new ShownBasis();

  ReviewPage(WebParts parts, Answers answers, ReviewDesk desk) {
    this.parts = parts;
    this.answers = answers;
    this.desk = desk;
  }

  /** Which reviews there are, and the thresholds. */
  @Allowed({Role.OPERATOR, Role.MANAGER, Role.AUDITOR})
  @GetMapping("/review")
  public String reviews(Model model, HttpServletRequest request) throws StoreException {
    Scope scope = Caller.of(request).scope();
    model.addAttribute("lines", answers.ask(() -> desk.lines(scope)));
    model.addAttribute(
        "systems",
        desk.systems().keySet().stream().filter(each -> ReviewDesk.isIn(scope, each)).toList());
    model.addAttribute("due", desk.dueDays());
    model.addAttribute("thresholds", Thresholds.of(desk.registers()));
    model.addAttribute("manager", Visitor.of(request).is(Role.MANAGER));
    return "review/reviews";
  }

  /**
   * What was picked of one system and period: as it was signed, or as it is now.
   *
   * @param system name of the system
   * @param period a month or week, {@link Period}
   */
  @Allowed({Role.OPERATOR, Role.MANAGER, Role.AUDITOR})
  @GetMapping("/review/list")
  public String list(
      @RequestParam String system,
      @RequestParam String period,
      Model model,
      HttpServletRequest request)
      throws StoreException {
    Period chosen = period(period);
    requireKnown(desk, system, request);
    desk.look(Caller.of(request).look(request), system, chosen);
    Reviews.State state = answers.ask(() -> desk.reviews().state(system, chosen));
    Screening screening = answers.ask(() -> screening(system, chosen, state));
    Visitor visitor = Visitor.of(request);
    model.addAttribute("screening", screening);
    model.addAttribute("state", state);
    model.addAttribute("same", state.digest().equals(screening.digest()));
    model.addAttribute("over", isOver(chosen));
    model.addAttribute("shown", mark(system, chosen, screening.basis(), request));
    model.addAttribute("from", chosen.from(parts.zone()));
    model.addAttribute("to", chosen.to(parts.zone()));
    model.addAttribute("reads", visitor.is(Role.OPERATOR) || visitor.is(Role.AUDITOR));
    model.addAttribute("manager", visitor.is(Role.MANAGER));
    model.addAttribute("seeing", visitor.seesEntries());
    return "review/list";
  }

  private Screening screening(String system, Period period, Reviews.State state)
      throws StoreException {
    Screener screener = screener();
    Screening.Basis basis = state.basis().isPresent() ? state.basis().get() : screener.now();
    return screener.screen(system, period, basis);
  }

  /** Writes a remark on one row. */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @PostMapping("/review/remark")
  public String remark(
      @RequestParam String system,
      @RequestParam String period,
      @RequestParam String row,
      @RequestParam(defaultValue = "") String text,
      HttpServletRequest request)
      throws StoreException {
    Period chosen = period(period);
    requireKnown(desk, system, request);
    if (!row.matches("[0-9a-f]{16}")) {
      throw Problem.badRequest("その行はありません。 / there is no such row");
    }
    try {
      desk.reviews().remark(system, chosen, row, Caller.of(request).name(), text);
    } catch (IllegalArgumentException e) {
      throw new Problem(409, String.valueOf(e.getMessage()));
    }
    return back(system, chosen) + "#" + row;
  }

  /** Signs: the person has read what was picked. */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @PostMapping("/review/sign")
  public String sign(
      @RequestParam String system,
      @RequestParam String period,
      @RequestParam(defaultValue = "") String comment,
      @RequestParam(defaultValue = "") String clinical,
      @RequestParam(defaultValue = "") String infrastructure,
      @RequestParam(defaultValue = "") String register,
      @RequestParam(defaultValue = "") String shown,
      HttpServletRequest request)
      throws StoreException {
    Period chosen = period(period);
    requireKnown(desk, system, request);
    requireOver(chosen);
    // Signed is what the person saw, whatever has come since.
    Screening.Basis seen = basis(clinical, infrastructure, register);
    if (!ShownBasis.isSame(shown, mark(system, chosen, seen, request))) {
      throw again();
    }
    Screening signed = answers.ask(() -> screener().screen(system, chosen, seen));
    try {
      desk.reviews().sign(signed, Caller.of(request).name(), comment);
    } catch (IllegalArgumentException e) {
      throw new Problem(409, String.valueOf(e.getMessage()));
    }
    return back(system, chosen);
  }

  private static Screening.Basis basis(String clinical, String infrastructure, String register) {
    try {
      return new Screening.Basis(
          Long.parseLong(clinical), Long.parseLong(infrastructure), Long.parseLong(register));
    } catch (NumberFormatException e) {
      throw again();
    }
  }

  private String mark(
      String system, Period period, Screening.Basis seen, HttpServletRequest request) {
    return basis.mark(Caller.of(request).name(), system, period, seen, isOver(period));
  }

  /** Whether nothing can happen in that period any more, so that it can be reviewed as a whole. */
  private boolean isOver(Period period) {
    return !parts.clock().instant().isBefore(period.to(parts.zone()));
  }

  private static Problem again() {
    return Problem.badRequest("一覧を開き直してから署名してください。 / open the list again and sign then");
  }

  private void requireOver(Period period) {
    if (!isOver(period)) {
      throw new Problem(
          409,
          "この期間はまだ終わっていません。署名は %1$s の翌日からできます。 / this period is not over: it can be signed after %1$s"
              .formatted(period.last()));
    }
  }

  /** The 企画管理者 confirms a signed review. */
  @Allowed(Role.MANAGER)
  @PostMapping("/review/confirm")
  public String confirm(
      @RequestParam String system,
      @RequestParam String period,
      @RequestParam(defaultValue = "") String comment,
      HttpServletRequest request)
      throws StoreException {
    Period chosen = period(period);
    requireKnown(desk, system, request);
    try {
      desk.reviews().confirm(system, chosen, Caller.of(request).name(), comment);
    } catch (IllegalArgumentException e) {
      throw new Problem(409, String.valueOf(e.getMessage()));
    }
    return back(system, chosen);
  }

  /**
   * The 企画管理者 approves thresholds as of today, all that the form has or one; each is a change of
   * the register, with the same reason.
   *
   * @param reason on what the approval rests; may be empty
   * @param again whether values that are approved already are approved once more
   */
  @Allowed(value = Role.MANAGER, whole = true)
  @PostMapping("/review/limits")
  public String approve(
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean again,
      HttpServletRequest request)
      throws StoreException {
    List<Thresholds.Typed> typed = Thresholds.typed(request.getParameterMap());
    int approved =
        Thresholds.approve(
            desk.registers().orElseThrow(desk::notYet),
            typed,
            new Thresholds.Approval(Caller.of(request).name(), reason.strip(), today(), again));
    return "redirect:/review?" + (approved == 0 ? "unchanged" : "approved") + "#thresholds";
  }

  private LocalDate today() {
    return LocalDate.ofInstant(parts.clock().instant(), parts.zone());
  }

  private Screener screener() {
    return desk.screener().orElseThrow(desk::notYet);
  }

  /** Refuses a system of which there is no log, or that is outside of the caller's scope. */
  static void requireKnown(ReviewDesk desk, String system, HttpServletRequest request) {
    if (!desk.systems().containsKey(system)) {
      throw Problem.notFound("このシステムの記録はありません。 / there is no log of this system");
    }
    Scope scope = Caller.of(request).scope();
    if (!ReviewDesk.isIn(scope, system)) {
      throw new Problem(
          403, "このシステムの記録はあなたの閲覧範囲の外です。 / the log of this system is outside of what you may see");
    }
  }

  /** The period of that name. */
  static Period period(String name) {
    return Period.of(name)
        .orElseThrow(() ->
            Problem.badRequest(
                "期間は 2026-11 または 2026-W47 の形で指定してください。 / a period is a month (2026-11) or a week (2026-W47)"));
  }

  private static String back(String system, Period period) {
    return "redirect:/review/list?system="
        + URLEncoder.encode(system, StandardCharsets.UTF_8)
        + "&period="
        + period.name();
  }
}
