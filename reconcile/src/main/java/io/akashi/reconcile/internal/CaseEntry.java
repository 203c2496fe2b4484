package io.akashi.reconcile.internal;

import static java.util.Objects.requireNonNull;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.sentence.OwnMessage;
import io.akashi.reconcile.Case;
import io.akashi.reconcile.CaseState;
import io.akashi.reconcile.Finding;
import io.akashi.store.Book;
import io.akashi.store.sql.SqlRow;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A change of a case as an event of the book {@code house}, and back (docs/formats/finding.md). */
public final class CaseEntry {
  /** {@code object_type} of these events; {@code object_id} is the finding's id. */
  public static final String OBJECT_TYPE = "finding";

  private static final JsonFactory JSON = new JsonFactory();

  private CaseEntry() {}

  /** The event that keeps a change; its index is not part of it. */
  public static AuditEvent event(Case change) {
    Finding finding = change.finding();
    return AuditEvent.builder()
        .set(Column.OCCURRED_AT, change.changed())
        .set(Column.TIME_QUALITY, "stated:Z")
        .set(Column.KIND, Kind.NOTE.id())
        .set(Column.ACTION, change.state() == CaseState.OPEN ? "C" : "U")
        .set(Column.OUTCOME, "success")
        .set(Column.USER_ID, change.by())
        .set(Column.OBJECT_TYPE, OBJECT_TYPE)
        .set(Column.OBJECT_ID, finding.id())
        .set(Column.OBJECT_NAME, finding.comparison())
        .set(Column.MESSAGE, change.state().japanese() + ": " + finding.ja())
        .set(Column.FIELDS, fields(change))
        .build();
  }

  private static String fields(Case change) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("state", change.state().id());
      if (!change.reason().isEmpty()) {
        json.writeStringProperty("reason", change.reason());
      }
      if (change.until() != null) {
        json.writeStringProperty("until", change.until().toString());
      }
      Finding finding = change.finding();
      texts(json, "subject", finding.subject());
      json.writeStringProperty("ja", finding.ja());
      json.writeStringProperty("en", finding.en());
      json.writeStringProperty(OwnMessage.ENGLISH, change.state().english() + ": " + finding.en());
      json.writeArrayPropertyStart("rows");
      for (Finding.RowRef row : finding.rows()) {
        json.writeStartObject();
        json.writeStringProperty("register", row.register());
        texts(json, "key", row.key());
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
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toString();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  /**
   * The change that such an event keeps.
   *
   * @param row columns {@code index, occurred_at, user_id, object_id, object_name, fields}
   * @param before the case of a finding before it, or null
   */
  public static Case read(SqlRow row, Function<String, @Nullable Case> before) {
    String id = requireNonNull(row.text("object_id"));
    Said said = new Said();
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), requireNonNull(row.text("fields")))) {
      said.read(json);
    }
    Instant at = requireNonNull(row.time("occurred_at"));
    Case last = before.apply(id);
    return new Case(
        new Finding(
            id,
            requireNonNull(row.text("object_name")),
            said.subject,
            said.ja,
            said.en,
            said.rows,
            said.events),
        said.state,
        last == null || said.state == CaseState.OPEN ? at : last.since(),
        at,
        requireNonNull(row.number("index")),
        requireNonNull(row.text("user_id")),
        said.reason,
        said.until);
  }

  /** What {@link #fields} wrote. */
  private static final class Said {
    private CaseState state = CaseState.OPEN;
    private String reason = "";
    private @Nullable LocalDate until;
    private List<String> subject = List.of();
    private String ja = "";
    private String en = "";
    private final List<Finding.RowRef> rows = new ArrayList<>();
    private final List<Finding.EventRef> events = new ArrayList<>();

    private void read(JsonParser json) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "state" -> state = CaseState.valueOf(json.getString().toUpperCase(Locale.ROOT));
          case "reason" -> reason = json.getString();
          case "until" -> until = LocalDate.parse(json.getString());
          case "subject" -> subject = texts(json);
          case "ja" -> ja = json.getString();
          case "en" -> en = json.getString();
          case "rows" -> rows(json);
          case "events" -> events(json);
          default -> json.skipChildren();
        }
      }
    }

    private static List<String> texts(JsonParser json) {
      List<String> texts = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        texts.add(json.getString());
      }
      return texts;
    }

    private void rows(JsonParser json) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        String register = "";
        List<String> key = List.of();
        long version = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          switch (name) {
            case "register" -> register = json.getString();
            case "key" -> key = texts(json);
            case "version" -> version = json.getLongValue();
            default -> json.skipChildren();
          }
        }
        rows.add(new Finding.RowRef(register, key, version));
      }
    }

    private void events(JsonParser json) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        String book = "";
        long index = 0;
        int part = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          switch (name) {
            case "book" -> book = json.getString();
            case "index" -> index = json.getLongValue();
            case "part" -> part = json.getIntValue();
            default -> json.skipChildren();
          }
        }
        events.add(new Finding.EventRef(Book.of(book).orElseThrow(), index, part));
      }
    }
  }
}
