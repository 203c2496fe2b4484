package io.akashi.bench.internal.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message with gaps for who, when and whom. Immutable. */
final class MessageTemplate {
  private static final Pattern GAP =
      Pattern.compile("\\{(time|date|clock|user|name|terminal|patient|address|seq)}");

  /** A text, or the name of a gap. */
  private record Part(byte[] text, String gap) {}

  private final List<Part> parts = new ArrayList<>();

  private MessageTemplate(String text) {
    Matcher gaps = GAP.matcher(text);
    int from = 0;
    while (gaps.find()) {
      parts.add(new Part(text.substring(from, gaps.start()).getBytes(UTF_8), gaps.group(1)));
      from = gaps.end();
    }
    parts.add(new Part(text.substring(from).getBytes(UTF_8), ""));
  }

  /** The template of a resource of this package. */
  static MessageTemplate load(String resource) {
    try (InputStream in = MessageTemplate.class.getResourceAsStream(resource)) {
      return new MessageTemplate(new String(in.readAllBytes(), UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends the message of the look at which the lines stand. */
  void fill(EhrLines at, Octets out) {
    for (Part part : parts) {
      out.put(part.text);
      switch (part.gap) {
        case "time" -> {
          at.putDate(out, '-');
          out.put('T');
          at.putClock(out);
          out.put("+09:00");
        }
        case "date" -> at.putDate(out, '-');
        case "clock" -> at.putClock(out);
        case "user" -> at.putUser(out);
        case "name" -> at.putName(out);
        case "terminal" -> at.putTerminal(out);
        case "patient" -> at.putPatient(out);
        case "address" -> at.putAddress(out);
        case "seq" -> out.put(at.number(), 9);
        default -> {}
      }
    }
  }
}
