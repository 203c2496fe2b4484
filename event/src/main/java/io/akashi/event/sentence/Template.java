package io.akashi.event.sentence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence with gaps: <code>{x}</code> is something the event may say, <code>[ … ]</code>
 * vanishes where nothing is said for a gap in it, <code>&lt;a|b&gt;</code> is {@code b} where the
 * event says that it failed. Immutable.
 */
final class Template {
  /** What an event says for a gap. */
  interface Phrases {
    /** The phrase, or null where the event says nothing. */
    @Nullable String of(String gap);
  }

  private sealed interface Part {}

  private record Text(String text) implements Part {}

  private record Gap(String name) implements Part {}

  private record Group(List<Part> parts) implements Part {}

  private record Choice(List<Part> done, List<Part> failed) implements Part {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * @throws IllegalArgumentException when a bracket is not closed
   */
  static Template of(String text) {
    Parser parser = new Parser(text);
    List<Part> parts = parser.until("");
    return new Template(parts);
  }

  /** The sentence. */
  String fill(Phrases said, boolean failed) {
    StringBuilder out = new StringBuilder();
    fill(parts, said, failed, out);
    return out.toString().strip();
  }

  /** Whether every gap outside of groups was filled. */
  private static boolean fill(List<Part> parts, Phrases said, boolean failed, StringBuilder out) {
    boolean whole = true;
    for (Part part : parts) {
      switch (part) {
        case Text text -> out.append(text.text);
        case Gap gap -> {
          String value = said.of(gap.name);
          whole &= value != null;
          out.append(value == null ? "" : value);
        }
        case Choice choice ->
            whole &= fill(failed ? choice.failed : choice.done, said, failed, out);
        case Group group -> {
          int before = out.length();
          if (!fill(group.parts, said, failed, out)) {
            out.setLength(before);
          }
        }
      }
    }
    return whole;
  }

  /** Reads the text of a template from left to right. */
  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    /** The parts up to one of the ends, which is passed; to the end of the text when none. */
    List<Part> until(String ends) {
      List<Part> parts = new ArrayList<>();
      StringBuilder plain = new StringBuilder();
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (ends.indexOf(c) >= 0) {
          addPlain(parts, plain);
          return parts;
        }
        switch (c) {
          case '{' -> {
            addPlain(parts, plain);
            int close = text.indexOf('}', at);
            if (close < 0) {
              throw new IllegalArgumentException("{ is not closed: " + text);
            }
            parts.add(new Gap(text.substring(at, close)));
            at = close + 1;
          }
          case '[' -> {
            addPlain(parts, plain);
            parts.add(new Group(until("]")));
          }
          case '<' -> {
            addPlain(parts, plain);
            List<Part> done = until("|");
            parts.add(new Choice(done, until(">")));
          }
          default -> plain.append(c);
        }
      }
      if (!ends.isEmpty()) {
        throw new IllegalArgumentException(ends + " is missing: " + text);
      }
      addPlain(parts, plain);
      return parts;
    }

    private static void addPlain(List<Part> parts, StringBuilder plain) {
      if (!plain.isEmpty()) {
        parts.add(new Text(plain.toString()));
        plain.setLength(0);
      }
    }
  }
}
