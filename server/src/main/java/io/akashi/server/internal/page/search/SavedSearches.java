package io.akashi.server.internal.page.search;

import io.akashi.server.internal.web.Problem;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches that people gave a name, each person's own. They live in one small file of the data
 * directory, {@code saved-searches}, a line each: user, name and conditions, percent-encoded with a
 * blank between them. It is replaced as a whole and durable when a method returns; without it
 * nothing but these names is lost. Safe for use by many threads.
 */
final class SavedSearches {
  static final int MOST_OF_ONE = 50;
  static final int LONGEST_NAME = 60;
  static final int LONGEST_CONDITIONS = 4_000;

  private final Path file;
  private List<Saved> all = List.of();
  private boolean read;

  /**
   * One saved search.
   *
   * @param user whose it is
   * @param conditions the part of the address behind the question mark
   */
  record Saved(String user, String name, String conditions) {}

  /**
   * The searches of a house.
   *
   * @param data its data directory
   */
  SavedSearches(Path data) {
    this.file = data.resolve("saved-searches");
  }

  /** Those of a person, in the order in which they were named. */
  synchronized List<Saved> of(String user) throws IOException {
    return all().stream().filter(each -> each.user().equals(user)).toList();
  }

  /**
   * Keeps a search under a name; one of the same name is replaced.
   *
   * @throws Problem when the name or the conditions do not fit, or there are too many
   */
  synchronized void keep(Saved saved) throws IOException {
    String name = saved.name();
    if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
      throw Problem.badRequest(
          "名前は1から%1$d 文字にしてください。 / the name of a search has 1 to %1$d characters"
              .formatted(LONGEST_NAME));
    }
    if (saved.conditions().length() > LONGEST_CONDITIONS) {
      throw Problem.badRequest("条件が長すぎて保存できません。 / these conditions are too long to be saved");
    }
    List<Saved> changed = new ArrayList<>(without(saved.user(), name));
    if (changed.stream().filter(each -> each.user().equals(saved.user())).count() >= MOST_OF_ONE) {
      throw Problem.badRequest(
          "保存できる検索は一人%1$d 件までです。不要なものを消してください。 / %1$d searches of one person can be kept: remove one"
              .formatted(MOST_OF_ONE));
    }
    changed.add(saved);
    write(changed);
  }

  /** Forgets a search; whether there was one of that name. */
  synchronized boolean forget(String user, String name) throws IOException {
    List<Saved> rest = without(user, name);
    if (rest.size() == all().size()) {
      return false;
    }
    write(rest);
    return true;
  }

  private List<Saved> without(String user, String name) throws IOException {
    return all().stream()
        .filter(each -> !each.user().equals(user) || !each.name().equals(name))
        .toList();
  }

  private List<Saved> all() throws IOException {
    if (!read) {
      List<Saved> found = new ArrayList<>();
      if (Files.isRegularFile(file)) {
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split(" ", -1);
          if (words.length == 3) {
            found.add(new Saved(decode(words[0]), decode(words[1]), decode(words[2])));
          }
        }
      }
      all = List.copyOf(found);
      read = true;
    }
    return all;
  }

  private void write(List<Saved> changed) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Saved each : changed) {
      text.append(encode(each.user())).append(' ').append(encode(each.name())).append(' ');
      text.append(encode(each.conditions())).append('\n');
    }
    Path fresh = file.resolveSibling("saved-searches.new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownersOnly());
    Files.writeString(fresh, text);
    sync(fresh, StandardOpenOption.WRITE);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      sync(folder, StandardOpenOption.READ);
    }
    all = List.copyOf(changed);
  }

  /** Conditions name patients. */
  private FileAttribute<?>[] ownersOnly() {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void sync(Path path, StandardOpenOption way) throws IOException {
    try (FileChannel channel = FileChannel.open(path, way)) {
      channel.force(true);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
