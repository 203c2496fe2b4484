package io.akashi.store.internal.search;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import java.util.Optional;

/** What a search for text reads of a book besides its segments. */
public interface Unsealed {
  /** The entries of a range that is not sealed; what cannot be read is left out. */
  EntryCursor read(IndexRange range);

  /**
   * A payload that lies beside.
   *
   * @param digest 64 lower-case hexadecimal digits
   * @param length as its entry says
   * @return empty when it cannot be read
   */
  Optional<byte[]> beside(String digest, long length);
}
