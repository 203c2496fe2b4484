package io.akashi.server.internal.page.home;

import io.akashi.evidence.Answer;
import io.akashi.evidence.Inspection;
import io.akashi.server.config.Role;
import io.akashi.server.internal.watch.Incidents;
import io.akashi.server.internal.watch.Pulse;
import io.akashi.server.internal.watch.ReviewDesk;
import io.akashi.server.internal.watch.SourceFigures;
import io.akashi.server.internal.watch.SourceLedger;
import io.akashi.server.internal.watch.Verifications;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import io.akashi.store.Scope;
import io.akashi.store.Signing;
import io.akashi.store.Status;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The first page (本日): what needs a person today with its next step, and else that all is well and
 * what was looked at. It shows counts and health alone, so it is open to every person and is no
 * look at the log; who has narrowed rights sees the sources within them, and no count or answer of
 * the whole hospital. Source 2, 17.1: the operation is watched by the system, people look at what
 * it picks.
 */
@Page
@Controller
public class HomePage {
  private final WebParts parts;
  private final Answers answers;
  private final SourceLedger sources;
  private final Pulse pulse;
  private final Verifications verifications;
  private final ReviewDesk reviews;
  private final Incidents incidents;

  HomePage(
      WebParts parts,
      Answers answers,
      SourceLedger sources,
      Pulse pulse,
      Verifications verifications,
      ReviewDesk reviews,
      Incidents incidents) {
    this.parts = parts;
    this.answers = answers;
    this.sources = sources;
    this.pulse = pulse;
    this.verifications = verifications;
    this.reviews = reviews;
    this.incidents = incidents;
  }

  /** The page. */
  @Allowed({Role.OPERATOR, Role.MANAGER, Role.AUDITOR, Role.EXECUTIVE, Role.DEPARTMENT, Role.ADMIN})
  @GetMapping("/")
  public String today(Model model, HttpServletRequest request) throws StoreException {
    Scope scope = Caller.of(request).scope();
    boolean whole = !scope.isNarrow();
    Instant now = parts.clock().instant();
    Status status = parts.store().status();
    List<SourceFigures> figures =
        sources.figures().stream().filter(each -> scope.has(each.book(), each.system())).toList();
    Written written = answers.ask(() -> new Written(verifications.runs(), reviews.lines(scope)));
    Incidents.Counted wrong = answers.ask(() -> incidents.within(scope));
    List<Verifications.Run> runs = written.runs();
    List<Answer.Shown> sheet =
        parts
            .desk()
            .inspection()
            .map(Inspection::answers)
            .filter(_ -> whole)
            .map(all -> List.copyOf(all.values()))
            .orElse(List.of());
    Concerns concerns = new Concerns(now);
    concerns.store(status);
    concerns.unreadable(parts.store().unreadable());
    concerns.sources(figures);
    concerns.verified(runs);
    concerns.incidents(wrong, parts.zone());
    parts
        .desk()
        .trouble()
        .filter(_ -> whole)
        .ifPresent(
            why -> concerns.note(why, "点検表を確かめてください。 / See the inspection sheet.", "/inspection"));
    concerns.answers(sheet);
    concerns.reviews(written.reviews());
    model.addAttribute("now", now);
    model.addAttribute("concerns", concerns.all());
    model.addAttribute("status", status);
    model.addAttribute("signedAt", signedAt(status));
    model.addAttribute(
        "signing", status.halted().isEmpty() && !(status.signing() instanceof Signing.Refused));
    model.addAttribute("sources", figures);
    model.addAttribute("complete", sources.isComplete());
    model.addAttribute("answers", sheet.size());
    model.addAttribute(
        "verified", runs.stream().filter(run -> run.result().equals("intact")).findFirst());
    model.addAttribute("narrow", scope.isNarrow());
    model.addAttribute("hours", whole ? pulse.hours() : List.of());
    return "home/home";
  }

  /** What people did, as the book {@code house} says. */
  private record Written(List<Verifications.Run> runs, List<ReviewDesk.Line> reviews) {}

  private static Optional<Instant> signedAt(Status status) {
    return status.books().stream()
        .filter(book -> book.book() == Book.ROOT)
        .findFirst()
        .flatMap(Status.BookStatus::signedAt);
  }
}
