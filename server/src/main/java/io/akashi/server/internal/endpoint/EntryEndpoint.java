package io.akashi.server.internal.endpoint;

import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.EntryProof;
import io.akashi.store.Look;
import io.akashi.store.StoreException;
import io.akashi.store.StoredEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One entry as it stands in its book, and its proof. */
@RestController
public class EntryEndpoint {
  private final WebParts parts;
  private final Answers answers;

  EntryEndpoint(WebParts parts, Answers answers) {
    this.parts = parts;
    this.answers = answers;
  }

  /**
   * Header line, payload in base64, the payload as text when it can be read as such strictly, and
   * whether it is what was signed.
   */
  @Allowed(Role.AUDITOR)
  @GetMapping("/api/v1/entries/{book}/{index}")
  public void entry(
      @PathVariable String book,
      @PathVariable String index,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, StoreException {
    Book known = Books.of(book);
    long number = Books.index(index);
    Look look = Caller.of(request).look(request);
    StoredEntry stored =
        answers
            .ask(() -> parts.store().entry(look, known, number))
            .orElseThrow(
                () -> Problem.notFound("この番号の記録はありません。 / the book has no entry of this index"));
    Entry entry = Entry.parse(stored.octets());
    Optional<String> text =
        answers.ask(() -> EntryText.of(entry, stored.payload(), parts.sources()));
    response.setHeader("Cache-Control", "no-store");
    Reply.json(
        response,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("book", known.id());
          json.writeNumberProperty("index", stored.index());
          json.writeStringProperty("header", entry.headerLine());
          json.writeName("payload");
          json.writeBinary(stored.payload());
          text.ifPresent(value -> json.writeStringProperty("text", value));
          json.writeBooleanProperty("verified", stored.doubt().isEmpty());
          stored.doubt().ifPresent(why -> json.writeStringProperty("doubt", why));
          json.writeEndObject();
        });
  }

  /** The proof file of an entry ({@code docs/formats/proof.md}). */
  @Allowed(Role.AUDITOR)
  @GetMapping("/api/v1/proofs/{book}/{index}")
  public void proof(
      @PathVariable String book,
      @PathVariable String index,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, StoreException {
    Book known = Books.of(book);
    long number = Books.index(index);
    Look look = Caller.of(request).look(request);
    EntryProof proof = answers.ask(() -> parts.store().prove(look, known, number));
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"%s-%d.tlog-proof\"".formatted(known.id(), number));
    Reply.text(response, proof.proof());
  }
}
