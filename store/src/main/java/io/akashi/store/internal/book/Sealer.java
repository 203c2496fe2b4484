package io.akashi.store.internal.book;

import java.io.IOException;

/** Turns the beginning of a journal into a segment. */
final class Sealer {
  boolean sealWhatIsDue() throws IOException, InterruptedException {
    return false;
  }

  void sealAll() throws IOException, InterruptedException {
    sealWhatIsDue();
  }
}
