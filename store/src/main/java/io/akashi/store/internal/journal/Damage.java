package io.akashi.store.internal.journal;

import io.akashi.store.IndexRange;
import java.nio.file.Path;

/**
 * A place of the journal that is not as it was written.
 *
 * @param range entries that cannot be read there; empty when only bytes around entries are wrong
 * @param file the file, or the folder when a whole file is missing
 * @param from first byte in doubt
 * @param to the byte behind the last in doubt
 * @param reason what is wrong, as a clause
 */
public record Damage(IndexRange range, Path file, long from, long to, String reason) {
  @Override
  public String toString() {
    String entries =
        range.isEmpty()
            ? "no entry lost at index " + range.first()
            : "entries %d to %d".formatted(range.first(), range.end() - 1);
    return "%s, bytes %d to %d: %s; %s".formatted(file.getFileName(), from, to, reason, entries);
  }
}
