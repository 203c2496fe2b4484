package io.akashi.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.evidence.internal.DutyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The duties of this release. To add one: a file beside the others and its name here. */
public final class Duties {
  private static final List<Duty> ALL = Stream.of("r6-2-5.yaml").map(Duties::load).toList();

  private Duties() {}

  /** All, in the order of the sheet. */
  public static List<Duty> all() {
    return ALL;
  }

  /** The duty of that number, typed with or without its brackets, or empty. */
  public static Optional<Duty> find(String typed) {
    String wanted = bare(typed);
    return ALL.stream().filter(duty -> bare(duty.id()).equals(wanted)).findFirst();
  }

  private static String bare(String id) {
    return id.replaceAll("[()（）\\s]", "");
  }

  private static Duty load(String name) {
    try (InputStream in = Duties.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this release lacks " + name);
      }
      return DutyFile.read(name, new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
