package io.akashi.register.internal.entry;

import io.akashi.event.Action;
import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.EventJson;
import io.akashi.event.Outcome;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.event.sentence.Language;
import io.akashi.event.sentence.OwnMessage;
import io.akashi.register.Author;
import io.akashi.register.Batch;
import io.akashi.register.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry as one event in JSON, whose {@code fields} hold the change; so every search shows it as
 * a row that people read, and the fold reads the same bytes.
 */
public final class EntryFormat {
  private static final String CHANGE = "change";
  private static final String COMMIT = "commit";

  private EntryFormat() {}

  /** The message that keeps an entry; its {@code schema} is that of its register. */
  public static Arrival write(RegisterEntry entry, Schema<?> schema, long receivedMicros) {
    AuditEvent.Builder event =
        AuditEvent.builder()
            .set(Column.KIND, schema.register().kind().id())
            .set(Column.OUTCOME, Outcome.SUCCESS.id())
            .set(Column.USER_ID, entry.author().by())
            .set(Column.OBJECT_TYPE, entry.register())
            .set(Column.OBJECT_NAME, schema.register().ja())
            .set(Column.MESSAGE, Sentences.of(entry, schema, Language.JAPANESE));
    switch (entry) {
      case RegisterEntry.Changed changed ->
          event
              .set(Column.ACTION, action(changed).id())
              .set(Column.OBJECT_ID, String.join("/", changed.key()))
              .set(Column.FIELDS, JsonOut.write(told(fields(changed), entry, schema)));
      case RegisterEntry.Committed committed ->
          event
              .set(Column.ACTION, Action.EXECUTE.id())
              .set(Column.OBJECT_ID, committed.batch())
              .set(Column.FIELDS, JsonOut.write(told(fields(committed), entry, schema)));
    }
    return new Arrival(
        receivedMicros,
        SourceId.AKASHI,
        Transport.HOUSE,
        Arrival.NONE,
        Arrival.NONE,
        Map.of(),
        EventJson.write(event.build()).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> told(
      Map<String, Object> fields, RegisterEntry entry, Schema<?> schema) {
    fields.put(OwnMessage.ENGLISH, Sentences.of(entry, schema, Language.ENGLISH));
    return fields;
  }

  private static Action action(RegisterEntry.Changed changed) {
    return changed.before() == null
        ? Action.CREATE
        : changed.after() == null ? Action.DELETE : Action.UPDATE;
  }

  private static Map<String, Object> fields(RegisterEntry.Changed changed) {
    Map<String, Object> fields = common(CHANGE, changed);
    fields.put("key", changed.key());
    put(fields, "expected", changed.expected());
    put(fields, "before", changed.before());
    put(fields, "after", changed.after());
    return fields;
  }

  private static Map<String, Object> fields(RegisterEntry.Committed committed) {
    Map<String, Object> fields = common(COMMIT, committed);
    fields.put("count", committed.count());
    fields.put("digest", committed.digest());
    Batch.Source source = committed.source();
    if (source != null) {
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("name", source.name());
      file.put("sha256", source.sha256());
      file.put("systems", source.systems());
      file.put("whole", source.whole());
      file.put("rows", source.rows());
      file.put("added", source.added());
      file.put("changed", source.changed());
      file.put("unchanged", source.unchanged());
      file.put("refused", source.refused());
      file.put("closed", source.closed());
      file.put("vanished", source.vanished());
      fields.put("source", file);
    }
    return fields;
  }

  private static Map<String, Object> common(String type, RegisterEntry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("entry", type);
    fields.put("batch", entry.batch());
    fields.put("register", entry.register());
    fields.put("reason", entry.author().reason());
    put(fields, "approver", entry.author().approver());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  /** What a payload says; empty when it is neither a change nor a commit. */
  public static Optional<RegisterEntry> read(byte[] payload) {
    try {
      AuditEvent event = EventJson.parse(new String(payload, StandardCharsets.UTF_8));
      String json = event.text(Column.FIELDS);
      if (json == null || !(JsonIn.read(json) instanceof Map<?, ?> fields)) {
        return Optional.empty();
      }
      String by = String.valueOf(event.text(Column.USER_ID));
      return switch (String.valueOf(fields.get("entry"))) {
        case CHANGE -> Optional.of(change(new Fields(fields), by));
        case COMMIT -> Optional.of(commit(new Fields(fields), by));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | ArithmeticException e) {
      // It is no change: a batch that lacks one is refused by its count and digest.
      return Optional.empty();
    }
  }

  private static RegisterEntry change(Fields fields, String by) {
    return new RegisterEntry.Changed(
        fields.text("batch"),
        fields.text("register"),
        fields.texts("key"),
        fields.has("expected") ? Long.valueOf(fields.number("expected")) : null,
        fields.has("before") ? fields.object("before") : null,
        fields.has("after") ? fields.object("after") : null,
        fields.author(by));
  }

  private static RegisterEntry commit(Fields fields, String by) {
    return new RegisterEntry.Committed(
        fields.text("batch"),
        fields.text("register"),
        fields.count("count"),
        fields.text("digest"),
        fields.has("source") ? source(new Fields(fields.object("source"))) : null,
        fields.author(by));
  }

  private static Batch.Source source(Fields file) {
    return new Batch.Source(
        file.text("name"),
        file.text("sha256"),
        file.texts("systems"),
        file.is("whole"),
        file.count("rows"),
        file.count("added"),
        file.count("changed"),
        file.count("unchanged"),
        file.count("refused"),
        file.count("closed"),
        file.has("vanished") ? file.count("vanished") : 0);
  }

  /** The members of an object, each as the type it must have. */
  private record Fields(Map<?, ?> map) {
    boolean has(String name) {
      return map.get(name) != null;
    }

    String text(String name) {
      return get(name, String.class);
    }

    long number(String name) {
      return get(name, Long.class);
    }

    int count(String name) {
      return Math.toIntExact(number(name));
    }

    boolean is(String name) {
      return get(name, Boolean.class);
    }

    List<String> texts(String name) {
      List<String> texts = new ArrayList<>();
      for (Object item : (List<?>) get(name, List.class)) {
        texts.add(String.valueOf(item));
      }
      return List.copyOf(texts);
    }

    Map<String, Object> object(String name) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : ((Map<?, ?>) get(name, Map.class)).entrySet()) {
        put(object, String.valueOf(member.getKey()), member.getValue());
      }
      return object;
    }

    Author author(String by) {
      return new Author(by, text("reason"), has("approver") ? text("approver") : null);
    }

    private <T> T get(String name, Class<T> type) {
      Object value = map.get(name);
      if (!type.isInstance(value)) {
        throw new IllegalArgumentException(name + " is not " + type.getSimpleName());
      }
      return type.cast(value);
    }
  }
}
