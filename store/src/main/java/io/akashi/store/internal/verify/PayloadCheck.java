package io.akashi.store.internal.verify;

import io.akashi.store.Damage;
import io.akashi.store.Entry;
import io.akashi.store.internal.book.OpenBook;
import java.io.IOException;
import java.util.Optional;

/** Checks a payload that lies beside its entry. */
final class PayloadCheck {
  private PayloadCheck() {}

  /** The damage of the payload beside an entry; empty when there is none beside or it is whole. */
  static Optional<Damage> check(OpenBook book, long index, Entry entry) {
    if (!entry.isPayloadBeside()) {
      return Optional.empty();
    }
    String digest = entry.header().digest().orElseThrow();
    try {
      book.payloads().read(digest, entry.header().length());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(damage(book, index, digest, String.valueOf(e.getMessage())));
    }
  }

  private static Damage damage(OpenBook book, long index, String digest, String what) {
    String place =
        "books/%s/payloads/%s/%s".formatted(book.book().id(), digest.substring(0, 2), digest);
    return new Damage(book.book(), index, index + 1, place, what);
  }
}
