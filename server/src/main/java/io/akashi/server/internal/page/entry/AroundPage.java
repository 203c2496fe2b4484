package io.akashi.server.internal.page.entry;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.SourceId;
import io.akashi.server.config.Role;
import io.akashi.server.internal.endpoint.Books;
import io.akashi.server.internal.page.events.Cell;
import io.akashi.server.internal.page.events.EventRow;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.page.events.OpenViews;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.server.internal.page.frame.Frames;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.EntryView;
import io.akashi.store.Query;
import io.akashi.store.StoreException;
import io.akashi.store.StoredEntry;
import io.akashi.store.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * What the one who did it did before and after. It shows other entries, so it is a query and a look
 * of its own, made when somebody asks for it.
 */
@Page
@Controller
public class AroundPage {
  private static final Duration SPAN = Duration.ofMinutes(10);

  /** By whom somebody is known, the surest first. */
  private static final List<Column> BY = List.of(Column.USER_ID, Column.TERMINAL, Column.ADDRESS);

  private final WebParts parts;
  private final Answers answers;
  private final OpenViews views;
  private final Frames frames;

  AroundPage(WebParts parts, Answers answers, OpenViews views, Frames frames) {
    this.parts = parts;
    this.answers = answers;
    this.views = views;
    this.frames = frames;
  }

  /** The rows, oldest first. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/entries/{book}/{index}/around")
  public String around(
      @PathVariable String book,
      @PathVariable String index,
      Model model,
      HttpServletRequest request)
      throws StoreException {
    Book known = Books.of(book);
    EntryView entry = views.of(request, known, Books.index(index));
    AuditEvent event = answers.ask(() -> first(entry));
    Frame frame = frames.of(request);
    model.addAttribute("frame", frame);
    Optional<Column> by = BY.stream().filter(column -> event.text(column) != null).findFirst();
    Instant at = event.time(Column.OCCURRED_AT);
    if (by.isEmpty() || at == null) {
      model.addAttribute("rows", List.of());
      return "entry/parts :: around";
    }
    Query query = query(event, by.get(), at);
    View view = views.of(request, query);
    List<Column> columns = List.of(Column.SESSION_ID, Column.PATIENT_ID, Column.SYSTEM);
    io.akashi.store.Page page = answers.ask(() -> view.page(null));
    String name = by.get().id().replaceFirst("_id$", "");
    model.addAttribute("rows", EventRow.of(page.rows(), columns, frame));
    model.addAttribute("headings", columns.stream().map(c -> Cell.heading(c, frame)).toList());
    model.addAttribute("here", "/entries/" + known.id() + "/" + index);
    model.addAttribute("by", Cell.heading(by.get(), frame));
    model.addAttribute("who", Cell.of(event, by.get(), frame).text());
    model.addAttribute(
        "address",
        Filters.none(parts.zone())
            .with(name, event.text(by.get()))
            .with("from", Filters.local(at.minus(SPAN), parts.zone()))
            .with("to", Filters.local(at.plus(SPAN), parts.zone()))
            .at("/search"));
    return "entry/parts :: around";
  }

  private static Query query(AuditEvent event, Column by, Instant at) {
    return Query.builder()
        .where(by, event.text(by))
        .from(at.minus(SPAN))
        .to(at.plus(SPAN).plusMillis(1))
        .descending(false)
        .build();
  }

  private AuditEvent first(EntryView view) throws StoreException {
    StoredEntry stored =
        view.entry()
            .orElseThrow(
                () -> Problem.notFound("この番号の記録はありません。 / the book has no entry of this index"));
    Entry entry = Entry.parse(stored.octets());
    List<AuditEvent> events =
        entry.header().source().equals(SourceId.AKASHI)
            ? List.of()
            : parts.sources().decode(entry.header().toArrival(stored.payload()));
    return events.isEmpty() ? AuditEvent.builder().build() : events.getFirst();
  }
}
