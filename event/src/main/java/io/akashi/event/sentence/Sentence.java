package io.akashi.event.sentence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as one sentence that an IT clerk reads without a manual: who, from where, which patient,
 * what was done. What is not known is left out. One line without control characters, whatever the
 * sender wrote; to be escaped by whoever shows it. Stateless.
 */
public final class Sentence {
  private static final String RESOURCE = "sentences.tsv";
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private record Pair(Template japanese, Template english) {
    Template in(Language language) {
      return language == Language.JAPANESE ? japanese : english;
    }
  }

  /** A device of which only the place is known joined the network; it is not put into itself. */
  private static final Pair JOINED =
      new Pair(
          Template.of("[{who}が][{where}から]ネットワークに接続<|しようとして拒否された>"),
          Template.of("[{who} ]<joined|was refused to join> the network[ from {where}]"));

  private static final Pair UNKNOWN_DEED =
      new Pair(
          Template.of("[{who}が][{where}から][{thing}に対する]未分類の操作を実行<|しようとして失敗>"),
          Template.of(
              "[{who} ]<did|failed to do> something unclassified[ with {thing}][ from {where}]"));

  /** What Akashi tells in a sentence of its own, which says more than its kind does. */
  private static final Pair TOLD =
      new Pair(Template.of("[{who}: ]{message}"), Template.of("[{who}: ]{message}"));

  private static final Map<Kind, Pair> TEMPLATES = read();

  private Sentence() {}

  /**
   * The sentence, with the time of the day when it happened.
   *
   * @param zone of the clock
   */
  public static String of(AuditEvent event, ZoneId zone, Language language) {
    Instant time = event.time(Column.OCCURRED_AT);
    String what = of(event, language);
    return time == null ? what : CLOCK.format(time.atZone(zone)) + " " + what;
  }

  /** The sentence without a time. */
  public static String of(AuditEvent event, Language language) {
    Kind kind = Kind.of(orEmpty(event.text(Column.KIND))).orElse(Kind.UNCLASSIFIED);
    Said said = new Said(event, language);
    String sentence = chosen(kind, event).in(language).fill(said::of, failed(event));
    if (!sentence.isEmpty()) {
      return sentence;
    }
    return language == Language.JAPANESE ? kind.japanese() : kind.id();
  }

  /** The template of the kind, or another where the event lacks what it is built around. */
  private static Pair chosen(Kind kind, AuditEvent event) {
    boolean named = event.text(Column.OBJECT_NAME) != null || event.text(Column.OBJECT_ID) != null;
    if (kind == Kind.DEVICE_CONNECTED && !named) {
      return JOINED;
    }
    boolean somebody = event.text(Column.USER_ID) != null || event.text(Column.PATIENT_ID) != null;
    if (kind == Kind.UNCLASSIFIED && event.text(Column.MESSAGE) == null && somebody) {
      return UNKNOWN_DEED;
    }
    boolean ofSomebody = event.text(Column.TARGET_USER) != null;
    if (kind != Kind.NOTE && !ofSomebody && OwnMessage.isTold(event)) {
      return TOLD;
    }
    return requireNonNull(TEMPLATES.get(kind));
  }

  private static boolean failed(AuditEvent event) {
    Optional<Outcome> outcome = Outcome.of(orEmpty(event.text(Column.OUTCOME)));
    return outcome.isPresent()
        && switch (outcome.get()) {
          case MINOR, SERIOUS, MAJOR -> true;
          case SUCCESS, UNKNOWN -> false;
        };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Map<Kind, Pair> read() {
    Map<Kind, Pair> templates = new EnumMap<>(Kind.class);
    try (InputStream in = Sentence.class.getResourceAsStream(RESOURCE);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(cells ->
              templates.put(
                  Kind.of(cells[0]).orElseThrow(),
                  new Pair(Template.of(cells[1]), Template.of(cells[2]))));
      return templates;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
