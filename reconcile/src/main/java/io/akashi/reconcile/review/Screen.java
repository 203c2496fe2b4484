package io.akashi.reconcile.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One way of picking accesses that a person should read, as data: a file beside this class declares
 * it (docs/formats/review.md). Its statement sees {@code accesses}, those of one system and period,
 * and {@code limits} that are in force, and nothing else.
 *
 * @param id stable name
 * @param version raised whenever the same log may be picked otherwise
 * @param ja what it picks, in Japanese
 * @param en the same in English
 * @param limits limits that must be approved; else nothing is picked, and the review says so
 * @param by columns that make one row of what is picked
 * @param picks statement with one row for each access that is picked, all columns of {@code
 *     accesses}
 * @param sentenceJa why a row was picked, columns in braces
 * @param sentenceEn the same in English
 * @param source the whole file
 */
public record Screen(
    String id,
    int version,
    String ja,
    String en,
    List<String> limits,
    List<String> by,
    String picks,
    String sentenceJa,
    String sentenceEn,
    String source) {
  private static final Set<String> COLUMNS = Set.of("user_id", "patient_id", "day");
  private static final List<Screen> ALL =
      Stream.of("emergency", "login-failures", "volume", "one-patient", "output", "out-of-hours")
          .map(Screen::load)
          .toList();

  /**
   * @throws IllegalArgumentException when a row is made by an unknown column
   */
  public Screen {
    limits = List.copyOf(limits);
    by = List.copyOf(by);
    if (by.isEmpty() || !COLUMNS.containsAll(by)) {
      throw new IllegalArgumentException(id + ": by has columns of " + COLUMNS);
    }
  }

  /** All, in the order in which they are shown. */
  public static List<Screen> all() {
    return ALL;
  }

  /** The screen of that id, or empty. */
  public static Optional<Screen> find(String id) {
    return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Id and version, e.g. {@code volume@1}. */
  public String label() {
    return id + "@" + version;
  }

  /** SHA-256 of the file, lower-case hex. */
  public String digest() {
    return sha256(source);
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Screen load(String id) {
    String name = id + ".yaml";
    try (InputStream in = Screen.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this release lacks " + name);
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The screen that a file declares.
   *
   * @throws IllegalArgumentException when it declares none; the message names the key
   */
  static Screen parse(String name, String yaml) {
    Object loaded = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(yaml);
    if (!(loaded instanceof Map<?, ?> said)
        || !(said.get("sentence") instanceof Map<?, ?> sentence)
        || !(said.get("version") instanceof Integer version)) {
      throw new IllegalArgumentException(name + ": a map with version and sentence is needed");
    }
    return new Screen(
        text(name, said, "id"),
        version,
        text(name, said, "ja"),
        text(name, said, "en"),
        list(name, said, "limits"),
        list(name, said, "by"),
        text(name, said, "picks"),
        text(name, sentence, "ja"),
        text(name, sentence, "en"),
        yaml);
  }

  private static String text(String name, Map<?, ?> map, String key) {
    if (map.get(key) instanceof String text) {
      return text.strip();
    }
    throw new IllegalArgumentException("%s: %s must be a text".formatted(name, key));
  }

  private static List<String> list(String name, Map<?, ?> map, String key) {
    if (map.get(key) instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw new IllegalArgumentException("%s: %s must be a list".formatted(name, key));
  }
}
