package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.internal.disk.Disk;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.SigningKey;
import io.akashi.tlog.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What signs, and what signatures are checked with (docs/formats/signing-key.md). Reading a store
 * needs {@code log.vkey} only; where it is missing or damaged, {@code log.key} and the origins give
 * the same keys.
 *
 * @param signing empty when nothing can be signed
 * @param trouble why nothing can be signed, one sentence with the next step; empty when it can
 * @param verifiers the key of every book, whose name is the book's origin
 * @param stated whether {@code log.vkey} is there, damaged or not
 * @param damage what is not as it was
 */
record Keys(
    Optional<SigningKey> signing,
    Optional<String> trouble,
    Map<Book, VerifierKey> verifiers,
    boolean stated,
    List<Damage> damage) {
  static final String PRIVATE = "log.key";
  static final String PUBLIC = "log.vkey";

  private static final int MOST = 16_384;

  /** The verifier key of a book. */
  VerifierKey of(Book book) {
    VerifierKey key = verifiers.get(book);
    if (key == null) {
      throw new IllegalStateException("book %s has no key".formatted(book.id()));
    }
    return key;
  }

  /** The content of {@code log.vkey}: one line a book. */
  byte[] text() {
    StringBuilder lines = new StringBuilder();
    for (Book book : Book.values()) {
      lines.append(of(book).format()).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads both files; never fails.
   *
   * @param origins what the books say their origins are; empty where one does not say it
   */
  static Keys read(Disk disk, Path data, Map<Book, Optional<String>> origins) {
    Reading reading = new Reading(disk, data);
    reading.signing();
    reading.stated();
    for (Book book : Book.values()) {
      reading.verifier(book, origins);
    }
    reading.compare();
    return new Keys(
        reading.trouble.isEmpty() ? reading.signing : Optional.empty(),
        reading.trouble,
        reading.verifiers,
        reading.isStated,
        List.copyOf(reading.damage));
  }

  private static final class Reading {
    private final Disk disk;
    private final Path data;
    private final Map<Book, VerifierKey> stated = new EnumMap<>(Book.class);
    private final Map<Book, VerifierKey> verifiers = new EnumMap<>(Book.class);
    private final List<Damage> damage = new ArrayList<>();
    private Optional<SigningKey> signing = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private boolean isStated;

    private Reading(Disk disk, Path data) {
      this.disk = disk;
      this.data = data;
    }

    private void signing() {
      Path file = data.resolve(PRIVATE);
      try {
        disk.size(file); // refuses what is no regular file
        signing = Optional.of(SigningKey.load(file));
      } catch (NoSuchFileException e) {
        trouble =
            Optional.of(
                cannotSign(
                    "署名鍵 %s がありません".formatted(file),
                    "The signing key %s is missing".formatted(file)));
      } catch (IOException e) {
        trouble =
            Optional.of(
                cannotSign(
                    "署名鍵を使えません（%s）".formatted(e.getMessage()),
                    "The signing key cannot be used (%s)".formatted(e.getMessage())));
      }
    }

    private void stated() {
      Path file = data.resolve(PUBLIC);
      isStated = disk.exists(file);
      if (!isStated) {
        return;
      }
      try {
        for (String line :
            new String(disk.readAll(file, MOST), StandardCharsets.UTF_8).lines().toList()) {
          VerifierKey key = VerifierKey.parse(line);
          Book.of(key.name().substring(key.name().lastIndexOf('/') + 1))
              .ifPresent(book -> stated.put(book, key));
        }
        if (stated.size() < Book.values().length) {
          throw new MalformedException("it does not name every book");
        }
      } catch (IOException e) {
        stated.clear();
        damage.add(
            new Damage(
                Book.ROOT,
                0,
                0,
                PUBLIC,
                "its keys cannot be read (%s); without it they are made again from log.key"
                    .formatted(e.getMessage())));
      }
    }

    private void verifier(Book book, Map<Book, Optional<String>> origins) {
      VerifierKey known = stated.get(book);
      Optional<String> said = origins.getOrDefault(book, Optional.empty());
      if (known == null) {
        String origin = said.orElseGet(() -> guess(book, origins));
        // Nobody holds the last of these: without any key nothing counts as signed.
        verifiers.put(book, signing.orElseGet(SigningKey::generate).verifierKey(origin));
        return;
      }
      verifiers.put(book, known);
      if (said.isPresent() && !said.get().equals(known.name())) {
        String place = "books/%s/origin".formatted(book.id());
        damage.add(
            new Damage(
                book,
                0,
                0,
                place,
                "it says '%s', log.vkey says '%s'".formatted(said.get(), known.name())));
      }
    }

    /** All origins differ in the name of the book alone. */
    private static String guess(Book book, Map<Book, Optional<String>> origins) {
      for (Map.Entry<Book, Optional<String>> other : origins.entrySet()) {
        String ending = "/" + other.getKey().id();
        if (other.getValue().filter(o -> o.endsWith(ending)).isPresent()) {
          String origin = other.getValue().get();
          return origin.substring(0, origin.length() - ending.length()) + "/" + book.id();
        }
      }
      return "unknown/" + book.id();
    }

    private void compare() {
      if (stated.isEmpty() && signing.isEmpty()) {
        damage.add(
            new Damage(
                Book.ROOT,
                0,
                0,
                PUBLIC,
                "neither it nor log.key can be read: no signature can be checked"));
      }
      boolean same =
          stated.isEmpty()
              || signing.isEmpty()
              || stated.values().stream()
                  .allMatch(k -> k.equals(signing.get().verifierKey(k.name())));
      if (!same) {
        damage.add(new Damage(Book.ROOT, 0, 0, PRIVATE, "it is not the key that log.vkey says"));
        trouble =
            Optional.of(
                cannotSign(
                    "署名鍵 %s は log.vkey の鍵ではありません".formatted(data.resolve(PRIVATE)),
                    "The signing key %s is not the one that log.vkey says"
                        .formatted(data.resolve(PRIVATE))));
      }
    }

    private static String cannotSign(String japanese, String english) {
      return ("%1$s。署名も受信もできません。鍵をバックアップから戻してください。verify・search・prove・export は鍵なしで使えます。 / %2$s, so nothing"
              + " can be signed or received: restore the key from a backup. verify, search, prove and"
              + " export work without it.")
          .formatted(japanese, english);
    }
  }
}
