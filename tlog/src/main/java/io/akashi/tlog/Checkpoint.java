package io.akashi.tlog;

import java.util.Collection;
import java.util.List;

/**
 * What a log says about itself at one moment (C2SP tlog-checkpoint): the text of the signed note.
 *
 * @param origin name of the log, one line
 * @param size number of entries
 * @param root root of the tree of that size
 */
public record Checkpoint(String origin, long size, Hash root) {

  /**
   * @throws IllegalArgumentException if the origin is empty or more than a line, or the size is
   *     negative
   */
  public Checkpoint {
    if (origin.isEmpty() || origin.contains("\n") || size < 0) {
      throw new IllegalArgumentException("no checkpoint has origin '" + origin + "', " + size);
    }
  }

  /**
   * The checkpoint in the text of a note. Extension lines are allowed and not kept: Akashi makes
   * none.
   *
   * @param text with its final newline
   * @throws MalformedException if it is no checkpoint
   */
  public static Checkpoint parse(String text) throws MalformedException {
    List<String> lines = List.of(text.split("\n", -1));
    if (lines.size() < 4 || !lines.getLast().isEmpty()) {
      throw new MalformedException("checkpoint is not three lines: origin, size, root");
    }
    if (lines.subList(0, lines.size() - 1).stream().anyMatch(String::isEmpty)) {
      throw new MalformedException("checkpoint has an empty line");
    }
    long size = parseSize(lines.get(1));
    Hash root =
        Hash.ofBase64(lines.get(2))
            .orElseThrow(
                () -> new MalformedException("root of checkpoint is not 32 bytes in base64"));
    return new Checkpoint(lines.get(0), size, root);
  }

  /** The text that is signed, three lines. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /**
   * Whether the note is this checkpoint, signed by the key that has the origin as its name. Keys of
   * other names, such as witnesses, are checked where they signed but are not enough.
   */
  public Verdict verify(SignedNote note, Collection<VerifierKey> keys) {
    if (!note.text().startsWith(text())) {
      return new Verdict.Refused("note is not the checkpoint of " + origin + " at size " + size);
    }
    Verdict verdict = note.verify(keys);
    if (verdict instanceof Verdict.Proved proved && !proved.keyNames().contains(origin)) {
      return new Verdict.Refused("checkpoint of " + origin + " has no signature of its own key");
    }
    return verdict;
  }

  /** A number of entries in decimal: no sign, no leading zeroes, below 2^63. */
  static long parseSize(String text) throws MalformedException {
    if (text.matches("0|[1-9][0-9]{0,18}")) {
      // Nineteen digits may lie above 2^63, but not above 2^64.
      long size = Long.parseUnsignedLong(text);
      if (size >= 0) {
        return size;
      }
    }
    throw new MalformedException("a line that should be a number of entries is not one");
  }
}
