package io.akashi.store.internal.words;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads from header lines what a search for text needs; quick where the same source comes again and
 * again. Takes lines that are none as they are. For one thread.
 */
public final class HeaderWords {
  private static final byte[] DIGEST = " digest=".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern BESIDE = Pattern.compile(" digest=sha256:([0-9a-f]{64})(?: |$)");

  /** The place of the length among the words of a header. */
  private static final int LENGTH = 6;

  private byte[] octets = {};
  private String source = "";

  /** A payload that lies beside; {@code length} is -1, which none has, when it is not said. */
  public record Beside(String digest, long length) {}

  /** The third word, the id of the source; empty when there is none. */
  public String source(byte[] header) {
    int from = behindSpace(header, behindSpace(header, 0));
    int to = from;
    while (to < header.length && header[to] != ' ') {
      to++;
    }
    if (!Arrays.equals(octets, 0, octets.length, header, from, to)) {
      octets = Arrays.copyOfRange(header, from, to);
      source = new String(octets, StandardCharsets.US_ASCII);
    }
    return source;
  }

  private static int behindSpace(byte[] header, int from) {
    int at = from;
    while (at < header.length && header[at] != ' ') {
      at++;
    }
    return Math.min(at + 1, header.length);
  }

  /** Whether the payload may lie beside. */
  public static boolean mayLieBeside(byte[] header) {
    for (int at = header.length - DIGEST.length; at >= 0; at--) {
      if (Arrays.equals(header, at, at + DIGEST.length, DIGEST, 0, DIGEST.length)) {
        return true;
      }
    }
    return false;
  }

  /** Where the payload lies, or null when it does not lie beside. */
  public static @Nullable Beside beside(byte[] line) {
    String header = new String(line, StandardCharsets.US_ASCII);
    Matcher digest = BESIDE.matcher(header);
    if (!digest.find()) {
      return null;
    }
    String[] words = header.split(" ", LENGTH + 2);
    boolean said = words.length > LENGTH && words[LENGTH].matches("\\d{1,18}");
    return new Beside(digest.group(1), said ? Long.parseLong(words[LENGTH]) : -1);
  }
}
