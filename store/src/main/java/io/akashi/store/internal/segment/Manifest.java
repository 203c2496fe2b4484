package io.akashi.store.internal.segment;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.segment.SegmentFiles.FileDigest;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a segment holds, as {@code manifest.json} says it ({@code docs/formats/segment.md}).
 *
 * @param book id of the book
 * @param range the entries
 * @param files size and digest of each other file, by its name
 * @param events rows of {@code events.parquet}
 * @param received first and last {@code received_at} in microseconds, or null without events
 * @param occurred first and last {@code occurred_at} in microseconds, or null without events
 * @param versions of {@code akashi}, {@code duckdb}, {@code decoders} when it was written
 * @param frontier edge of the book's tree at the end of the range, largest subtree first
 * @param rows canonical digest of the events, see {@link RowDigest}
 */
public record Manifest(
    String book,
    IndexRange range,
    Map<String, FileDigest> files,
    long events,
    @Nullable Span received,
    @Nullable Span occurred,
    Map<String, String> versions,
    List<Hash> frontier,
    String rows) {

  private static final String FORMAT = "akashi-segment/1";

  /** A time range, both ends within it, in microseconds since 1970-01-01T00:00:00Z. */
  public record Span(long first, long last) {}

  public Manifest {
    files = new TreeMap<>(files);
    versions = new TreeMap<>(versions);
    frontier = List.copyOf(frontier);
  }

  /** The edge of the book's tree behind this segment. */
  public Frontier edge() {
    return Frontier.of(range.end(), frontier);
  }

  /** The file's content; the same manifest gives the same bytes. */
  public byte[] toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("book", book);
    json.put("from", range.first());
    json.put("to", range.end());
    Map<String, Object> digests = new LinkedHashMap<>();
    files.forEach(
        (name, file) -> digests.put(name, Map.of("sha256", file.sha256(), "bytes", file.bytes())));
    json.put("files", ordered(digests));
    json.put("events", events);
    put(json, "received", received);
    put(json, "occurred", occurred);
    json.put("versions", versions);
    json.put("frontier", frontier.stream().map(Hash::base64).toList());
    json.put("rows", rows);
    return Json.write(json).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> ordered(Map<String, Object> digests) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    digests.forEach((name, file) -> ordered.put(name, new TreeMap<>((Map<?, ?>) file)));
    return ordered;
  }

  private static void put(Map<String, Object> json, String name, @Nullable Span span) {
    if (span != null) {
      json.put(name, List.of(span.first(), span.last()));
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException when it is not one, or of another version
   */
  public static Manifest parse(byte[] content) {
    Map<?, ?> json = map(Json.parse(new String(content, StandardCharsets.UTF_8)));
    if (!FORMAT.equals(json.get("format"))) {
      throw new IllegalArgumentException(
          "the manifest's format is %s, not %s".formatted(json.get("format"), FORMAT));
    }
    Map<String, FileDigest> files = new TreeMap<>();
    map(json.get("files"))
        .forEach((name, file) ->
            files.put(
                text(name),
                new FileDigest(text(map(file).get("sha256")), number(map(file).get("bytes")))));
    Map<String, String> versions = new TreeMap<>();
    map(json.get("versions")).forEach((name, version) -> versions.put(text(name), text(version)));
    IndexRange range = IndexRange.between(number(json.get("from")), number(json.get("to")));
    List<Hash> frontier = list(json.get("frontier")).stream().map(Manifest::hash).toList();
    Manifest manifest =
        new Manifest(
            text(json.get("book")),
            range,
            files,
            number(json.get("events")),
            span(json.get("received")),
            span(json.get("occurred")),
            versions,
            frontier,
            text(json.get("rows")));
    manifest.edge();
    return manifest;
  }

  private static Hash hash(Object value) {
    return Hash.ofBase64(text(value))
        .orElseThrow(() -> new IllegalArgumentException("a frontier hash is not one"));
  }

  private static @Nullable Span span(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    List<?> ends = list(value);
    if (ends.size() != 2) {
      throw new IllegalArgumentException("a time range has two ends");
    }
    return new Span(number(ends.get(0)), number(ends.get(1)));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw lacking("object");
  }

  private static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw lacking("array");
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw lacking("string");
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw lacking("number");
  }

  private static IllegalArgumentException lacking(String what) {
    return new IllegalArgumentException("the manifest lacks an expected " + what);
  }
}
