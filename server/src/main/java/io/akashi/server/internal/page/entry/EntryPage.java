package io.akashi.server.internal.page.entry;

import io.akashi.event.Column;
import io.akashi.event.SourceId;
import io.akashi.event.sentence.Language;
import io.akashi.event.sentence.Sentence;
import io.akashi.server.config.Role;
import io.akashi.server.internal.endpoint.Books;
import io.akashi.server.internal.endpoint.EntryText;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.StoreException;
import io.akashi.store.StoredEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One entry as it was received, and its proof. Both are looks, and are recorded. */
@Page
@Controller
public class EntryPage {
  private static final int MOST_EVENTS = 300;

  private final WebParts parts;

  EntryPage(WebParts parts) {
    this.parts = parts;
  }

  /** Header, payload, and whether it is what was signed. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/entries/{book}/{index}")
  public String entry(
      @PathVariable String book,
      @PathVariable String index,
      Model model,
      HttpServletRequest request)
      throws StoreException {
    Book known = Books.of(book);
    StoredEntry stored = stored(known, index, request);
    Entry entry = Entry.parse(stored.octets());
    model.addAttribute("book", known);
    model.addAttribute("index", stored.index());
    model.addAttribute("header", entry.headerLine());
    model.addAttribute("bytes", stored.payload().length);
    model.addAttribute("text", EntryText.of(entry, stored.payload(), parts.sources()).orElse(null));
    model.addAttribute("events", events(entry, stored.payload()));
    model.addAttribute("doubt", stored.doubt().orElse(null));
    return "entry/entry";
  }

  /** What the entry says happened, in both languages: the first {@value #MOST_EVENTS} events. */
  private List<Reading> events(Entry entry, byte[] payload) {
    if (entry.header().source().equals(SourceId.AKASHI)) {
      return List.of();
    }
    return parts.sources().decode(entry.header().toArrival(payload)).stream()
        .limit(MOST_EVENTS)
        .map(event ->
            new Reading(
                Sentence.of(event, parts.zone(), Language.JAPANESE),
                Sentence.of(event, Language.ENGLISH),
                event.text(Column.DECODE_NOTE)))
        .toList();
  }

  /**
   * One event as a person reads it.
   *
   * @param doubt what could not be read, or null
   */
  public record Reading(String japanese, String english, @Nullable String doubt) {}

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
    StoredEntry stored = stored(known, index, request);
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s-%d.entry\"".formatted(known.id(), stored.index()));
    Reply.octets(response, Reply.OCTETS, stored.octets());
  }

  private StoredEntry stored(Book book, String index, HttpServletRequest request)
      throws StoreException {
    return parts
        .store()
        .entry(Caller.of(request).look(request), book, Books.index(index))
        .orElseThrow(
            () -> Problem.notFound("この番号の記録はありません。 / the book has no entry of this index"));
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
    long number = Books.index(index);
    String proof = parts.store().prove(Caller.of(request).look(request), known, number).proof();
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s-%d.tlog-proof\"".formatted(known.id(), number));
    Reply.text(response, proof);
  }
}
