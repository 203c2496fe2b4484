package io.akashi.bench.internal.soak.sent;

import java.util.Optional;

/** One line of a sender's notebook. Streams are those of {@link LineId}. */
public sealed interface Note {
  /** A stream begins. */
  record Opened(long stream) implements Note {}

  /** The kernel has taken every line of the stream below this number. */
  record Written(long stream, long below) implements Note {}

  /** The body of a request is being sent for the first time. */
  record Tried(long stream, long request) implements Note {}

  /**
   * The server acknowledged the body of a request.
   *
   * @param first index of its first line
   * @param count how many lines the server says it took
   */
  record Acknowledged(long stream, long request, long first, int count) implements Note {
    /** Index behind its last line. */
    public long end() {
      return first + count;
    }

    /** Id of the line at an index of its range. */
    public long idAt(long index) {
      return stream * LineId.NUMBERS + request * LineId.MOST_LINES + (index - first);
    }

    public Way way() {
      return LineId.wayOf(stream);
    }
  }

  /** The server answered otherwise; the body will be sent again. */
  record PushedBack(long stream, int status) implements Note {}

  /** One line without its end. */
  default String toLine() {
    return switch (this) {
      case Opened n -> "O " + n.stream;
      case Written n -> "W " + n.stream + " " + n.below;
      case Tried n -> "T " + n.stream + " " + n.request;
      case Acknowledged n -> "A " + n.stream + " " + n.request + " " + n.first + " " + n.count;
      case PushedBack n -> "P " + n.stream + " " + n.status;
    };
  }

  /** The note of a line, or empty for one that was cut when its writer was killed. */
  static Optional<Note> parse(String line) {
    String[] words = line.split(" ");
    try {
      return switch (words[0] + words.length) {
        case "O2" -> Optional.of(new Opened(Long.parseLong(words[1])));
        case "W3" -> Optional.of(new Written(Long.parseLong(words[1]), Long.parseLong(words[2])));
        case "T3" -> Optional.of(new Tried(Long.parseLong(words[1]), Long.parseLong(words[2])));
        case "A5" ->
            Optional.of(
                new Acknowledged(
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    Integer.parseInt(words[4])));
        case "P3" ->
            Optional.of(new PushedBack(Long.parseLong(words[1]), Integer.parseInt(words[2])));
        default -> Optional.empty();
      };
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
