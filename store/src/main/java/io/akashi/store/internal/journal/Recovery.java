package io.akashi.store.internal.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What opening a journal found at its end. Damage in older files is found when they are read.
 *
 * @param damage places where acknowledged entries are not as they were written
 * @param torn bytes behind the last acknowledged entry that the journal goes on without; they are
 *     kept, not cut
 */
public record Recovery(List<Damage> damage, Optional<TornTail> torn) {
  public Recovery {
    damage = List.copyOf(damage);
  }

  /**
   * A group whose sync nobody can have seen.
   *
   * @param file where it lies
   * @param from its first byte
   * @param bytes how many, to the end of the file
   */
  public record TornTail(Path file, long from, long bytes) {}
}
