package io.akashi.server.internal.page.integrity;

import io.akashi.server.config.Role;
import io.akashi.server.internal.page.frame.Visitor;
import io.akashi.server.internal.watch.Verifications;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import io.akashi.store.DamageReason;
import io.akashi.store.Signing;
import io.akashi.store.Status;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Whether the log is what was written (証跡の健全性): books and their checkpoints, verifications that run
 * in the background, damage in plain words, and how to check from outside. Shows no entry. Source
 * 2, 17 ②: the log is protected against deletion, change and addition.
 */
@Page
@Controller
public class IntegrityPage {
  private static final int MOST_RUNS = 20;

  private final WebParts parts;
  private final Answers answers;
  private final Verifications verifications;

  IntegrityPage(WebParts parts, Answers answers, Verifications verifications) {
    this.parts = parts;
    this.answers = answers;
    this.verifications = verifications;
  }

  /**
   * A book with its newest checkpoint.
   *
   * @param status its state
   * @param checkpoint the signed note, or the empty string before the first
   */
  public record BookLine(Status.BookStatus status, String checkpoint) {
    /** The root of the checkpoint in Base64, the third line of the note. */
    public String root() {
      String[] lines = checkpoint.split("\n");
      return lines.length < 3 ? "—" : lines[2];
    }

    /** Entries not yet signed. */
    public long unsigned() {
      return Math.max(0, status.durable() - status.signed());
    }
  }

  /** The page. */
  @Allowed({Role.OPERATOR, Role.MANAGER, Role.AUDITOR, Role.ADMIN})
  @GetMapping("/integrity")
  public String integrity(Model model, HttpServletRequest request) throws StoreException {
    Status status = parts.store().status();
    List<BookLine> books = new ArrayList<>();
    for (Status.BookStatus book : status.books()) {
      books.add(new BookLine(book, parts.store().checkpoint(book.book()).orElse("")));
    }
    model.addAttribute("now", status.at());
    model.addAttribute("status", status);
    model.addAttribute(
        "refused", status.signing() instanceof Signing.Refused refused ? refused.reason() : null);
    model.addAttribute("books", books);
    model.addAttribute(
        "unreadable", parts.store().unreadable().stream().map(DamageReason::line).toList());
    model.addAttribute("may", may(Visitor.of(request)));
    model.addAttribute("seeing", Visitor.of(request).seesEntries());
    model.addAttribute(
        "checkpoint",
        "%s://%s:%d/tlog/%s/checkpoint"
            .formatted(
                request.getScheme(),
                request.getServerName(),
                request.getServerPort(),
                Book.ROOT.id()));
    runs(model);
    return "integrity/integrity";
  }

  private static boolean may(Visitor visitor) {
    return visitor.is(Role.OPERATOR) || visitor.is(Role.AUDITOR);
  }

  private void runs(Model model) throws StoreException {
    model.addAttribute("running", verifications.running().orElse(null));
    model.addAttribute("runs", answers.ask(verifications::runs).stream().limit(MOST_RUNS).toList());
  }

  /**
   * How far the verification is, and those that ended: the part of the page that is asked again.
   */
  @Allowed({Role.OPERATOR, Role.MANAGER, Role.AUDITOR, Role.ADMIN})
  @GetMapping("/integrity/runs")
  public String progress(Model model, HttpServletRequest request) throws StoreException {
    model.addAttribute("may", may(Visitor.of(request)));
    runs(model);
    return "integrity/runs";
  }

  /**
   * Starts a verification.
   *
   * @param book id of the only book to read, or empty for all
   * @param deep {@code true} to decode again, too
   */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @PostMapping("/integrity/runs")
  public String start(
      @RequestParam(defaultValue = "") String book,
      @RequestParam(defaultValue = "false") boolean deep,
      HttpServletRequest request) {
    Optional<Book> only = Book.of(book);
    if (!book.isEmpty() && only.isEmpty()) {
      throw Problem.badRequest(
          "その帳簿はありません。一覧から選んでください。 / there is no such book: choose one of %s"
              .formatted(Arrays.stream(Book.values()).map(Book::id).toList()));
    }
    if (!verifications.start(only, deep, Caller.of(request).name())) {
      throw new Problem(
          409, "検証はすでに動いています。終わるのを待つか、中止してください。 / a verification runs already: wait or cancel it");
    }
    return "redirect:/integrity#runs";
  }

  /** Cancels the one that runs; without one nothing happens. */
  @Allowed({Role.OPERATOR, Role.AUDITOR})
  @PostMapping("/integrity/runs/cancel")
  public String cancel() {
    verifications.cancel();
    return "redirect:/integrity#runs";
  }
}
