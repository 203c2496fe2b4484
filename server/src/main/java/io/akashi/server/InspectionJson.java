package io.akashi.server;

import io.akashi.evidence.Answer;
import io.akashi.evidence.Answer.Shown;
import io.akashi.reconcile.Case;
import io.akashi.reconcile.Ends;
import io.akashi.reconcile.Finding;
import io.akashi.reconcile.Outcome;
import io.akashi.store.Book;
import io.akashi.store.Store;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Answers as JSON: {@code /api/v1/inspection} and {@code akashi inspect --format json}. */
public final class InspectionJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Store store;
  private final JsonGenerator json;

  private InspectionJson(Store store, JsonGenerator json) {
    this.store = store;
    this.json = json;
  }

  /** An answer as one JSON object in one line. */
  public static String of(Shown shown, Store store) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(shown, store, json);
    }
    return text.toString();
  }

  /** Writes an answer as one JSON object, as {@link #of}. */
  public static void write(Shown shown, Store store, JsonGenerator json) {
    new InspectionJson(store, json).write(shown);
  }

  private void write(Shown shown) {
    Answer answer = shown.answer();
    json.writeStartObject();
    json.writeStringProperty("duty", answer.duty().id());
    json.writeStringProperty("edition", answer.duty().edition());
    json.writeStringProperty("ja", answer.duty().ja());
    json.writeStringProperty("en", answer.duty().en());
    json.writeStringProperty("day", answer.day().toString());
    json.writeStringProperty("computed_at", shown.at().toString());
    json.writeStringProperty("state", answer.state().id());
    json.writeStringProperty("state_ja", answer.state().japanese());
    json.writeStringProperty("on_sheet", answer.state().onSheet());
    strings("reasons", answer.reasons());
    json.writeNumberProperty("population", answer.population());
    json.writeNumberProperty("open", answer.open().size());
    json.writeArrayPropertyStart("comparisons");
    answer.outcomes().forEach(this::write);
    json.writeEndArray();
    json.writeArrayPropertyStart("findings");
    answer.cases().forEach(each -> write(each, each.isOpen(answer.day())));
    json.writeEndArray();
    json.writeArrayPropertyStart("ages");
    answer.ages().forEach(this::write);
    json.writeEndArray();
    strings("limits", answer.limits());
    write(answer.ends());
    json.writeStringProperty("digest", answer.digest());
    shown
        .recorded()
        .ifPresent(recorded -> {
          json.writeStringProperty("recorded_digest", recorded);
          json.writeBooleanProperty("equal", recorded.equals(answer.digest()));
        });
    shown.signed().ifPresent(this::write);
    json.writeEndObject();
  }

  private void write(Outcome outcome) {
    json.writeStartObject();
    json.writeStringProperty("comparison", outcome.comparison().label());
    json.writeStringProperty("ja", outcome.comparison().ja());
    json.writeStringProperty("en", outcome.comparison().en());
    json.writeStringProperty("sha256", outcome.comparison().digest());
    json.writeNumberProperty("population", outcome.population());
    json.writeNumberProperty("findings", outcome.findings().size());
    strings("unknown", outcome.unknown());
    strings("missing", outcome.missing());
    json.writeEndObject();
  }

  private void write(Case each, boolean open) {
    Finding finding = each.finding();
    json.writeStartObject();
    json.writeStringProperty("id", finding.id());
    json.writeStringProperty("comparison", finding.comparison());
    json.writeStringProperty("state", each.state().id());
    json.writeBooleanProperty("open", open);
    json.writeStringProperty("since", each.since().toString());
    if (!each.reason().isEmpty()) {
      json.writeStringProperty("by", each.by());
      json.writeStringProperty("reason", each.reason());
      json.writeStringProperty("until", String.valueOf(each.until()));
    }
    json.writeStringProperty("ja", finding.ja());
    json.writeStringProperty("en", finding.en());
    strings("subject", finding.subject());
    json.writeArrayPropertyStart("rows");
    for (Finding.RowRef row : finding.rows()) {
      json.writeStartObject();
      json.writeStringProperty("register", row.register());
      strings("key", row.key());
      json.writeNumberProperty("version", row.version());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("events");
    for (Finding.EventRef event : finding.events()) {
      json.writeStartObject();
      json.writeStringProperty("book", event.book().id());
      json.writeNumberProperty("index", event.index());
      json.writeNumberProperty("part", event.part());
      String place = event.book().id() + "/" + event.index();
      json.writeStringProperty("entry", "/api/v1/entries/" + place);
      json.writeStringProperty("proof", "/api/v1/proofs/" + place);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Answer.Age age) {
    json.writeStartObject();
    json.writeStringProperty("of", age.of());
    if (age.oldest() != null) {
      json.writeStringProperty("oldest", age.oldest().toString());
    }
    if (age.newest() != null) {
      json.writeStringProperty("newest", age.newest().toString());
    }
    json.writeNumberProperty("allowed_days", age.allowed());
    json.writeBooleanProperty("approved", age.approved());
    json.writeBooleanProperty("fresh", age.fresh());
    json.writeEndObject();
  }

  /** How far each book was read, and the newest checkpoint that proves it. */
  private void write(Ends ends) {
    json.writeArrayPropertyStart("books");
    for (Book book : List.of(Book.CLINICAL, Book.INFRASTRUCTURE, Book.REGISTER, Book.HOUSE)) {
      json.writeStartObject();
      json.writeStringProperty("book", book.id());
      json.writeNumberProperty("end", ends.of(book));
      store.checkpoint(book).ifPresent(note -> json.writeStringProperty("checkpoint", note));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(Answer.Signed signed) {
    json.writeObjectPropertyStart("signed");
    json.writeStringProperty("answer", signed.yes() ? "はい" : "いいえ");
    json.writeStringProperty("by", signed.by());
    json.writeStringProperty("at", signed.at().toString());
    json.writeStringProperty("comment", signed.comment());
    json.writeStringProperty("computed_then", signed.computed());
    json.writeStringProperty("digest_then", signed.digest());
    json.writeNumberProperty("house_index", signed.index());
    json.writeEndObject();
  }

  private void strings(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }
}
