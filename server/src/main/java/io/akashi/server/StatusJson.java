package io.akashi.server;

import io.akashi.store.Signing;
import io.akashi.store.Status;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The state of a store as JSON: {@code /api/v1/status} and {@code akashi status --json}. */
public final class StatusJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private StatusJson() {}

  /**
   * The status as one JSON object in one line.
   *
   * @param served whether a running server has the store open
   */
  public static String of(Status status, boolean served) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(status, served, json);
    }
    return text.toString();
  }

  /** Writes the status as one JSON object, as {@link #of}. */
  public static void write(Status status, boolean served, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("at", status.at().toString());
    json.writeBooleanProperty("served", served);
    json.writeBooleanProperty("accepting", served && accepting(status));
    switch (status.signing()) {
      case Signing.Active active -> json.writeStringProperty("signing", "active");
      case Signing.Refused refused -> {
        json.writeStringProperty("signing", "refused");
        json.writeStringProperty("signing_refused", refused.reason());
      }
    }
    status.halted().ifPresent(reason -> json.writeStringProperty("halted", reason));
    status.full().ifPresent(reason -> json.writeStringProperty("full", reason));
    json.writeNumberProperty("free_bytes", status.freeBytes());
    json.writeNumberProperty("reserve_bytes", status.reserveBytes());
    status
        .forecast()
        .ifPresent(forecast -> {
          json.writeNumberProperty("days_of_room", forecast.days());
          json.writeNumberProperty("days_of_room_basis_seconds", forecast.basis().toSeconds());
        });
    strings(json, "alarms", status.alarms());
    json.writeArrayPropertyStart("books");
    status.books().forEach(book -> write(book, json));
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Whether messages are taken. */
  public static boolean accepting(Status status) {
    return status.halted().isEmpty() && status.full().isEmpty();
  }

  private static void write(Status.BookStatus book, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("book", book.book().id());
    json.writeStringProperty("origin", book.origin());
    json.writeStringProperty("verifier_key", book.verifierKey());
    json.writeNumberProperty("durable", book.durable());
    json.writeNumberProperty("signed", book.signed());
    book.signedAt().ifPresent(at -> json.writeStringProperty("signed_at", at.toString()));
    json.writeNumberProperty("sealed", book.sealed());
    json.writeNumberProperty("segments", book.segments());
    json.writeNumberProperty("decoded", book.decoded());
    json.writeNumberProperty("lag", book.lag());
    json.writeNumberProperty("lag_seconds", seconds(book.lagTime()));
    json.writeNumberProperty("stored_bytes", book.storedBytes());
    json.writeNumberProperty("entries_per_second", book.entriesPerSecond());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
