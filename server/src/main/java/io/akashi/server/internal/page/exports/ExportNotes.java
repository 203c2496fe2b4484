package io.akashi.server.internal.page.exports;

import io.akashi.server.export.ExportFormat;
import io.akashi.server.export.PackedFolder;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of the exports, which its owner alone may open: each file, and beside it a note of who
 * asked for what and what became of it, so that a restart takes away no finished export and forgets
 * none that it cut short. A note is lines of a name, a blank and a percent-encoded value; it is
 * replaced as a whole and durable when a method returns. A file counts as long as its note says
 * that it is finished, and how long it is. Not for many threads at once on one export.
 */
final class ExportNotes {
  private static final Logger LOG = System.getLogger(ExportNotes.class.getName());
  private static final String NOTE = ".note";
  private static final String FRESH = ".new";

  private final Path folder;
  private final ZoneId zone;

  /**
   * @param folder made when it is first needed
   * @param zone of the times in conditions
   */
  ExportNotes(Path folder, ZoneId zone) {
    this.folder = folder;
    this.zone = zone;
  }

  Path folder() {
    return folder;
  }

  /** Makes the folder. */
  void open() throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(folder);
    if (posix) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Writes how an export is now. */
  void write(Export export) throws IOException {
    open();
    Look look = export.look();
    Path file = export.file();
    if (export.whole().isPresent()) {
      sync(file, StandardOpenOption.WRITE);
    }
    Map<String, String> fields = new HashMap<>();
    fields.put("user", look.user());
    fields.put("role", look.role());
    fields.put("via", look.via());
    fields.put("terminal", look.terminal());
    fields.put("books", joined(look.scope().books().stream().map(Book::id)));
    fields.put("systems", joined(look.scope().systems().stream()));
    fields.put("format", export.format().id());
    fields.put("words", export.conditions());
    fields.put("address", export.filters().text());
    fields.put("begun", export.begun().toString());
    fields.put("state", export.state().name());
    fields.put("events", String.valueOf(export.events()));
    fields.put("lacking", String.valueOf(export.lacking()));
    fields.put("trouble", export.trouble());
    fields.put("bytes", String.valueOf(export.whole().isPresent() ? Files.size(file) : 0));
    Path fresh = folder.resolve(export.id() + FRESH);
    Files.writeString(fresh, text(fields));
    sync(fresh, StandardOpenOption.WRITE);
    Files.move(
        fresh,
        note(export.id()),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    sync(folder, StandardOpenOption.READ);
  }

  private Path note(String id) {
    return folder.resolve(id + NOTE);
  }

  private static void sync(Path path, StandardOpenOption way) throws IOException {
    try (FileChannel channel = FileChannel.open(path, way)) {
      channel.force(true);
    }
  }

  /** Takes away an export: its file first, so that no file is left without a note. */
  void delete(Export export) throws IOException {
    Files.deleteIfExists(export.file());
    Files.deleteIfExists(note(export.id()));
  }

  /**
   * The exports that notes tell of; what was under way is interrupted. All else in the folder is
   * deleted: nobody can ask for it any more.
   */
  List<Export> read() throws IOException {
    List<Export> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    List<Path> all;
    try (Stream<Path> paths = Files.list(folder)) {
      all = paths.toList();
    }
    for (Path path : all) {
      if (path.toString().endsWith(NOTE)) {
        read(path).ifPresent(found::add);
      }
    }
    Set<Path> kept =
        found.stream()
            .flatMap(each -> Stream.concat(each.whole().stream(), Stream.of(note(each.id()))))
            .collect(Collectors.toSet());
    for (Path path : all) {
      if (!kept.contains(path)) {
        PackedFolder.delete(path);
      }
    }
    return found;
  }

  private Optional<Export> read(Path note) {
    try {
      Map<String, String> fields = fields(Files.readString(note));
      String name = String.valueOf(note.getFileName());
      String id = name.substring(0, name.length() - NOTE.length());
      Scope scope =
          new Scope(
              words(fields, "books").stream()
                  .map(book -> Book.of(book).orElseThrow(IllegalArgumentException::new))
                  .collect(Collectors.toSet()),
              Set.copyOf(words(fields, "systems")));
      Export export =
          new Export(
              id,
              new Look(
                  field(fields, "user"),
                  field(fields, "role"),
                  field(fields, "via"),
                  field(fields, "terminal"),
                  scope),
              ExportFormat.of(field(fields, "format")).orElseThrow(IllegalArgumentException::new),
              field(fields, "words"),
              Filters.of(field(fields, "address"), zone, ExportPage.OWN),
              Instant.parse(field(fields, "begun")),
              folder);
      export.were(
          Export.State.valueOf(field(fields, "state")),
          Long.parseLong(field(fields, "events")),
          Long.parseLong(field(fields, "lacking")),
          field(fields, "trouble"),
          Long.parseLong(field(fields, "bytes")));
      return Optional.of(export);
    } catch (IOException | UncheckedIOException | IllegalArgumentException | DateTimeException e) {
      LOG.log(Level.WARNING, "the note of an export cannot be read and is deleted: " + note, e);
      return Optional.empty();
    }
  }

  private static String text(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(each -> each.getKey() + " " + encode(each.getValue()) + "\n")
        .sorted()
        .collect(Collectors.joining());
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    text.lines()
        .map(line -> line.split(" ", 2))
        .forEach(words -> fields.put(words[0], words.length < 2 ? "" : decode(words[1])));
    return fields;
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("it does not say " + name);
    }
    return value;
  }

  /** Values that may have any characters, as one value. */
  private static String joined(Stream<String> values) {
    return values.map(ExportNotes::encode).sorted().collect(Collectors.joining(" "));
  }

  private static List<String> words(Map<String, String> fields, String name) {
    String joined = field(fields, name);
    return joined.isEmpty()
        ? List.of()
        : Stream.of(joined.split(" ", -1)).map(ExportNotes::decode).toList();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
