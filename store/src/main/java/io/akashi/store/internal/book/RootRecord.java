package io.akashi.store.internal.book;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.IndexRange;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the book {@code root} says of the other books (docs/formats/root.md). The header key {@code
 * type} tells what the payload is.
 */
public sealed interface RootRecord {
  String TYPE = "type";
  String BOOK = "book";

  /** The book the record is about. */
  Book book();

  /**
   * A checkpoint: the payload is the signed note, verbatim, so that a proof of this entry is a
   * proof of the note.
   */
  record Checkpointed(Book book, String note) implements RootRecord {}

  /** A sealed segment: the payload is one JSON line with the range and the manifest's digest. */
  record Sealed(Book book, IndexRange range, String manifestSha256) implements RootRecord {}

  /**
   * Segments that became one: the payload is one JSON line with the range, the manifest's digest,
   * and the digests of the manifests it replaces, in the order of their entries.
   */
  record Merged(Book book, IndexRange range, String manifestSha256, List<String> replaces)
      implements RootRecord {
    public Merged {
      replaces = List.copyOf(replaces);
    }
  }

  /**
   * Where the newest checkpoint of each book stands in {@code root}, said now and then so that
   * nobody has to read far back: the payload is one JSON line of book and index.
   */
  record Last(Map<Book, Long> indexes) implements RootRecord {
    public Last {
      indexes = Map.copyOf(indexes);
    }

    @Override
    public Book book() {
      return Book.ROOT;
    }
  }

  /** The message that becomes the entry. */
  static Arrival arrival(RootRecord record, long receivedMicros) {
    return switch (record) {
      case Checkpointed c -> arrival("checkpoint", c.book(), c.note(), receivedMicros);
      case Sealed s ->
          arrival(
              "segment",
              s.book(),
              "{\"book\":\"%s\",\"from\":%d,\"to\":%d,\"manifest\":\"sha256:%s\"}"
                  .formatted(s.book().id(), s.range().first(), s.range().end(), s.manifestSha256()),
              receivedMicros);
      case Last last -> arrival("last", Book.ROOT, json(last), receivedMicros);
      case Merged m ->
          arrival(
              "merge",
              m.book(),
              "{\"book\":\"%s\",\"from\":%d,\"to\":%d,\"manifest\":\"sha256:%s\",\"replaces\":[\"sha256:%s\"]}"
                  .formatted(
                      m.book().id(),
                      m.range().first(),
                      m.range().end(),
                      m.manifestSha256(),
                      String.join("\",\"sha256:", m.replaces())),
              receivedMicros);
    };
  }

  /**
   * The record in an entry of {@code root}; empty when it is of a type this version does not know.
   */
  static Optional<RootRecord> of(Entry entry) {
    Map<String, String> keys = entry.header().keys();
    Optional<Book> book = Book.of(keys.getOrDefault(BOOK, ""));
    if (book.isEmpty()) {
      return Optional.empty();
    }
    String payload = new String(entry.payload(), StandardCharsets.UTF_8);
    return switch (keys.getOrDefault(TYPE, "")) {
      case "checkpoint" -> Optional.of(new Checkpointed(book.get(), payload));
      case "segment" -> sealed(book.get(), payload);
      case "merge" -> merged(book.get(), payload);
      case "last" -> last(payload);
      default -> Optional.empty();
    };
  }

  private static Optional<RootRecord> sealed(Book book, String payload) {
    Matcher line = SealedLine.PATTERN.matcher(payload);
    if (!line.matches() || !line.group(1).equals(book.id())) {
      return Optional.empty();
    }
    IndexRange range =
        IndexRange.between(Long.parseLong(line.group(2)), Long.parseLong(line.group(3)));
    return Optional.of(new Sealed(book, range, line.group(4)));
  }

  private static Optional<RootRecord> merged(Book book, String payload) {
    Matcher line = SealedLine.MERGED.matcher(payload);
    if (!line.matches() || !line.group(1).equals(book.id())) {
      return Optional.empty();
    }
    IndexRange range =
        IndexRange.between(Long.parseLong(line.group(2)), Long.parseLong(line.group(3)));
    List<String> replaces =
        Stream.of(line.group(5).split(",")).map(word -> word.substring(8, 72)).toList();
    return Optional.of(new Merged(book, range, line.group(4), replaces));
  }

  private static String json(Last last) {
    return new TreeMap<>(last.indexes())
        .entrySet().stream()
            .map(each -> "\"%s\":%d".formatted(each.getKey().id(), each.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static Optional<RootRecord> last(String payload) {
    if (!SealedLine.LAST.matcher(payload).matches()) {
      return Optional.empty();
    }
    Map<Book, Long> indexes = new EnumMap<>(Book.class);
    Matcher each = SealedLine.PLACE.matcher(payload);
    while (each.find()) {
      long index = Long.parseLong(each.group(2));
      Book.of(each.group(1)).ifPresent(book -> indexes.put(book, index));
    }
    return Optional.of(new Last(indexes));
  }

  private static Arrival arrival(String type, Book book, String payload, long receivedMicros) {
    return new Arrival(
        receivedMicros,
        SourceId.AKASHI,
        Transport.HOUSE,
        Arrival.NONE,
        Arrival.NONE,
        new TreeMap<>(Map.of(BOOK, book.id(), TYPE, type)),
        payload.getBytes(StandardCharsets.UTF_8));
  }

  /** The forms the JSON line has, as this house writes it. */
  final class SealedLine {
    private static final String RANGE =
        "\\{\"book\":\"([a-z]+)\",\"from\":(\\d{1,18}),\"to\":(\\d{1,18}),"
            + "\"manifest\":\"sha256:([0-9a-f]{64})\"";

    private static final Pattern PATTERN = Pattern.compile(RANGE + "}");

    private static final String DIGEST = "\"sha256:[0-9a-f]{64}\"";

    private static final Pattern MERGED =
        Pattern.compile(RANGE + ",\"replaces\":\\[(%1$s(?:,%1$s)*+)]}".formatted(DIGEST));

    private static final Pattern PLACE = Pattern.compile("\"([a-z]+)\":(\\d{1,18})");

    private static final Pattern LAST =
        Pattern.compile("\\{(?:%1$s(?:,%1$s)*+)?}".formatted(PLACE.pattern()));

    private SealedLine() {}
  }
}
