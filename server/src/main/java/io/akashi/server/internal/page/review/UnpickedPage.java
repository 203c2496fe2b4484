package io.akashi.server.internal.page.review;

import io.akashi.event.Column;
import io.akashi.reconcile.Ends;
import io.akashi.reconcile.review.Period;
import io.akashi.reconcile.review.Screener;
import io.akashi.reconcile.review.Screening;
import io.akashi.reconcile.review.Unpicked;
import io.akashi.server.config.Role;
import io.akashi.server.internal.page.events.Cell;
import io.akashi.server.internal.page.events.VisibleText;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.server.internal.page.frame.Frames;
import io.akashi.server.internal.watch.ReviewDesk;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.Book;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the thresholds of a review screened out: the accesses that nobody was asked to read, so that
 * whoever doubts the thresholds can. Each page is a look.
 */
@Page
@Controller
public class UnpickedPage {
  static final int A_PAGE = 200;

  private final Answers answers;
  private final ReviewDesk desk;
  private final Frames frames;

  UnpickedPage(Answers answers, ReviewDesk desk, Frames frames) {
    this.answers = answers;
    this.desk = desk;
    this.frames = frames;
  }

  /** One access. */
  record Line(
      Instant at, String user, String patient, String terminal, String kind, String entry) {}

  private record Start(Book book, Unpicked.@Nullable Place after) {}

  /**
   * One page of them, in the order of receipt.
   *
   * @param after the last one of the page before as book, index and part, or empty
   */
  @Allowed(Role.AUDITOR)
  @GetMapping("/review/unpicked")
  public String unpicked(
      @RequestParam String system,
      @RequestParam String period,
      @RequestParam(defaultValue = "") String after,
      Model model,
      HttpServletRequest request)
      throws StoreException {
    Period chosen = ReviewPage.period(period);
    ReviewPage.requireKnown(desk, system, request);
    Start start = start(after);
    desk.look(Caller.of(request).look(request), system, chosen);
    Frame frame = frames.of(request);
    Found found = answers.ask(() -> found(system, chosen, start, frame));
    model.addAttribute("frame", frame);
    model.addAttribute("system", system);
    model.addAttribute("period", chosen);
    model.addAttribute("lines", found.lines());
    model.addAttribute("next", found.next());
    return "review/unpicked";
  }

  /** One page; {@code next} leads to the one behind it, null when there is none. */
  private record Found(List<Line> lines, @Nullable String next) {}

  private Found found(String system, Period chosen, Start start, Frame frame)
      throws StoreException {
    Screener screener = desk.screener().orElseThrow(desk::notYet);
    Optional<Screening.Basis> signed = desk.reviews().state(system, chosen).basis();
    Screening.Basis basis = signed.isPresent() ? signed.get() : screener.now();
    List<Line> lines = new ArrayList<>();
    String next = null;
    for (Book book : Ends.LOGS.subList(Ends.LOGS.indexOf(start.book()), Ends.LOGS.size())) {
      Unpicked.Place last = book == start.book() ? start.after() : null;
      int room = A_PAGE - lines.size();
      List<Unpicked> found = screener.unpicked(system, chosen, basis, book, last, room);
      found.forEach(each -> lines.add(line(book, each, frame)));
      if (found.size() == room) {
        Unpicked.Place end = found.getLast().place();
        next = book.id() + "." + end.index() + "." + end.part();
        break;
      }
    }
    return new Found(lines, next);
  }

  private static Start start(String after) {
    String[] words = after.split("\\.", -1);
    Optional<Book> book = Book.of(words[0]).filter(Ends.LOGS::contains);
    if (after.isEmpty()) {
      return new Start(Ends.LOGS.getFirst(), null);
    }
    if (book.isEmpty() || !after.matches("[a-z]+\\.\\d{1,15}\\.\\d{1,9}")) {
      throw Problem.badRequest(
          "一覧の続きがありません。初めから開いてください。 / there is no such page: open the list again");
    }
    return new Start(
        book.get(), new Unpicked.Place(Long.parseLong(words[1]), Long.parseLong(words[2])));
  }

  private static Line line(Book book, Unpicked access, Frame frame) {
    String name = shown(access.name());
    String user = shown(access.user());
    return new Line(
        access.at(),
        name.isEmpty() || user.isEmpty() ? name + user : name + " (" + user + ")",
        shown(access.patient()),
        shown(access.terminal()),
        access.kind() == null ? "" : Cell.name(Column.KIND, access.kind(), frame),
        "/entries/" + book.id() + "/" + access.place().index());
  }

  private static String shown(@Nullable String text) {
    return text == null ? "" : VisibleText.line(text);
  }
}
