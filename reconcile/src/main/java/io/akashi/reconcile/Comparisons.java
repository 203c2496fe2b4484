package io.akashi.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.reconcile.internal.ComparisonFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The comparisons of this release. To add one: a file beside the others and its name here. */
public final class Comparisons {
  private static final List<Comparison> ALL =
      Stream.of("account-of-leaver", "use-after-end", "account-unused", "id-without-account")
          .map(Comparisons::load)
          .toList();

  private Comparisons() {}

  /** All, in the order in which they are shown. */
  public static List<Comparison> all() {
    return ALL;
  }

  /** The comparison of that id, or empty. */
  public static Optional<Comparison> find(String id) {
    return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  private static Comparison load(String id) {
    String name = id + ".yaml";
    try (InputStream in = Comparisons.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this release lacks " + name);
      }
      Comparison read = ComparisonFile.read(name, new String(in.readAllBytes(), UTF_8));
      if (!read.id().equals(id)) {
        throw new IllegalArgumentException(name + " says it is " + read.id());
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
