package io.akashi.server.internal.page.entry;

import io.akashi.event.AuditEvent;
import io.akashi.event.SourceId;
import io.akashi.server.config.Role;
import io.akashi.server.internal.endpoint.Books;
import io.akashi.server.internal.page.events.OpenViews;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.server.internal.page.frame.Frames;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.EntryHeader;
import io.akashi.store.EntryView;
import io.akashi.store.Status;
import io.akashi.store.StoreException;
import io.akashi.store.StoredEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * One entry: what it says, as it was received, where it lies, and its proof. All of it is one look.
 */
@Page
@Controller
public class EntryPage {
  /** Events of which a sentence is shown. */
  private static final int MOST_EVENTS = 300;

  /** Events that are shown with all they say. */
  private static final int MOST_WHOLE = 30;

  private final WebParts parts;
  private final Answers answers;
  private final OpenViews views;
  private final Frames frames;

  EntryPage(WebParts parts, Answers answers, OpenViews views, Frames frames) {
    this.parts = parts;
    this.answers = answers;
    this.views = views;
    this.frames = frames;
  }

  /** The page. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/entries/{book}/{index}")
  public String entry(
      @PathVariable String book,
      @PathVariable String index,
      Model model,
      HttpServletRequest request)
      throws StoreException {
    Book known = Books.of(book);
    StoredEntry stored = stored(view(known, index, request));
    Entry entry = Entry.parse(stored.octets());
    EntryHeader header = entry.header();
    Frame frame = frames.of(request);
    List<Reading> events = answers.ask(() -> events(header, stored.payload(), frame));
    model.addAttribute("book", known);
    model.addAttribute("index", stored.index());
    model.addAttribute("header", header);
    model.addAttribute("line", entry.headerLine());
    model.addAttribute("received", Instant.EPOCH.plus(header.receivedMicros(), ChronoUnit.MICROS));
    model.addAttribute("payload", Payload.of(entry, stored.payload(), parts.sources()));
    model.addAttribute("events", events);
    model.addAttribute("hasAround", !events.isEmpty());
    model.addAttribute("sealed", stored.index() < status(known).sealed());
    model.addAttribute("key", parts.store().verifierKey(known));
    model.addAttribute("rootKey", parts.store().verifierKey(Book.ROOT));
    checked(stored, model);
    return "entry/entry";
  }

  /** Whether the entry, read from the disk again now, is what was signed. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/entries/{book}/{index}/check")
  public String check(
      @PathVariable String book,
      @PathVariable String index,
      Model model,
      HttpServletRequest request)
      throws StoreException {
    checked(stored(view(Books.of(book), index, request)), model);
    model.addAttribute("frame", frames.of(request));
    return "entry/parts :: check";
  }

  private void checked(StoredEntry stored, Model model) {
    model.addAttribute("doubt", stored.doubt().orElse(null));
    model.addAttribute("checkedAt", parts.clock().instant());
  }

  private Status.BookStatus status(Book book) throws StoreException {
    return parts.store().status().books().stream()
        .filter(each -> each.book() == book)
        .findFirst()
        .orElseThrow();
  }

  private List<Reading> events(EntryHeader header, byte[] payload, Frame frame) {
    if (header.source().equals(SourceId.AKASHI)) {
      return List.of();
    }
    List<AuditEvent> events = parts.sources().decode(header.toArrival(payload));
    List<Reading> readings = new ArrayList<>();
    for (int part = 0; part < Math.min(events.size(), MOST_EVENTS); part++) {
      readings.add(Reading.of(events.get(part), part, part < MOST_WHOLE, frame));
    }
    return readings;
  }

  /** The entry as the leaf of the tree has it: what the proof proves. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/entries/{book}/{index}/file")
  public void file(
      @PathVariable String book,
      @PathVariable String index,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, StoreException {
    Book known = Books.of(book);
    StoredEntry stored = stored(view(known, index, request));
    attach(response, known, stored.index(), "entry");
    Reply.octets(response, Reply.OCTETS, stored.octets());
  }

  /** The exact bytes that were received. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/entries/{book}/{index}/payload")
  public void payload(
      @PathVariable String book,
      @PathVariable String index,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, StoreException {
    Book known = Books.of(book);
    StoredEntry stored = stored(view(known, index, request));
    attach(response, known, stored.index(), "payload");
    Reply.octets(response, Reply.OCTETS, stored.payload());
  }

  /** The proof file, to be kept and verified elsewhere. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/entries/{book}/{index}/proof")
  public void proof(
      @PathVariable String book,
      @PathVariable String index,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, StoreException {
    Book known = Books.of(book);
    EntryView view = view(known, index, request);
    String proof = answers.ask(view::prove).proof();
    attach(response, known, Books.index(index), "tlog-proof");
    Reply.text(response, proof);
  }

  private static void attach(HttpServletResponse response, Book book, long index, String form) {
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s-%d.%s\"".formatted(book.id(), index, form));
  }

  private EntryView view(Book book, String index, HttpServletRequest request)
      throws StoreException {
    return views.of(request, book, Books.index(index));
  }

  private StoredEntry stored(EntryView view) throws StoreException {
    return answers
        .ask(view::entry)
        .orElseThrow(
            () -> Problem.notFound("この番号の記録はありません。 / the book has no entry of this index"));
  }
}
