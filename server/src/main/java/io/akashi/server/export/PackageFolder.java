package io.akashi.server.export;

import io.akashi.event.AuditEvent;
import io.akashi.event.EventCsv;
import io.akashi.event.EventJson;
import io.akashi.server.config.Sha256;
import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.EntryProof;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.VerifierKey;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of an evidence package. The layout is an interface (docs/formats/export.md); names are
 * made here and never taken from what a sender sent.
 */
final class PackageFolder implements Closeable {
  static final String MANIFEST = "manifest.sha256";

  private static final List<String> SHIPPED = List.of("README.txt", "verify.py");
  private static final byte[] ED25519_SPKI =
      HexFormat.of().parseHex("302a300506032b6570032100"); // RFC 8410, section 4

  private final Path folder;
  private final Map<Book, String> keys = new EnumMap<>(Book.class);
  private final EventCsv csv = new EventCsv(true);
  private final BufferedWriter table;
  private final BufferedWriter lines;

  private PackageFolder(Path folder) throws IOException {
    this.folder = folder;
    this.table = Files.newBufferedWriter(folder.resolve("events.csv"));
    this.lines = Files.newBufferedWriter(folder.resolve("events.ndjson"));
  }

  /**
   * Begins a package in a folder that is new or empty.
   *
   * @throws FileAlreadyExistsException when there is something in it
   */
  static PackageFolder begin(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> present = Files.list(folder)) {
      if (present.findAny().isPresent()) {
        throw new FileAlreadyExistsException(folder.toString());
      }
    }
    for (String part : List.of("entries", "proofs", "keys", "checkpoints")) {
      Files.createDirectory(folder.resolve(part));
    }
    PackageFolder begun = new PackageFolder(folder);
    // The mark tells Excel that this is UTF-8; without it Japanese turns into noise.
    begun.table.write('\uFEFF');
    begun.table.write(begun.csv.header());
    return begun;
  }

  /** Adds one event to the tables. */
  void add(AuditEvent event) throws IOException {
    StringBuilder row = new StringBuilder();
    csv.write(event, row);
    table.append(row);
    lines.append(EventJson.write(event)).append('\n');
  }

  /** Adds one entry with its proof. */
  void add(EntryProof proof) throws IOException {
    Book book = proof.entry().book();
    String name = String.format(Locale.ROOT, "%s-%012d", book.id(), proof.entry().index());
    Path entries = folder.resolve("entries");
    Files.write(entries.resolve(name + ".entry"), proof.entry().octets());
    if (Entry.parse(proof.entry().octets()).isPayloadBeside()) {
      Files.write(entries.resolve(name + ".payload"), proof.entry().payload());
    }
    Files.writeString(folder.resolve("proofs").resolve(name + ".tlog-proof"), proof.proof());
    keys.put(book, proof.bookKey());
    keys.put(Book.ROOT, proof.rootKey());
  }

  /** Adds the newest checkpoint of a book. */
  void add(Book book, String checkpoint) throws IOException {
    Files.writeString(folder.resolve("checkpoints").resolve(book.id() + ".txt"), checkpoint);
  }

  /** The books whose keys are in the package. */
  Iterable<Book> books() {
    return keys.keySet();
  }

  /** Writes what belongs to the whole: keys, how to check, and last the manifest. */
  void finish() throws IOException {
    table.close();
    lines.close();
    Files.writeString(folder.resolve("keys.txt"), String.join("\n", keys.values()) + "\n");
    for (Map.Entry<Book, String> key : keys.entrySet()) {
      Files.writeString(
          folder.resolve("keys").resolve(key.getKey().id() + ".pem"), pem(key.getValue()));
    }
    for (String name : SHIPPED) {
      try (InputStream text = PackageFolder.class.getResourceAsStream(name)) {
        if (text == null) {
          throw new IOException("the distribution lacks " + name);
        }
        Files.copy(text, folder.resolve(name));
      }
    }
    manifest();
  }

  private void manifest() throws IOException {
    try (Stream<Path> all = Files.walk(folder);
        BufferedWriter manifest = Files.newBufferedWriter(folder.resolve(MANIFEST))) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        String name = folder.relativize(file).toString();
        if (!name.equals(MANIFEST)) {
          manifest.write(Sha256.of(Files.readAllBytes(file)).hex() + "  " + name + "\n");
        }
      }
    }
  }

  private static String pem(String verifierKey) throws MalformedException {
    byte[] key = VerifierKey.parse(verifierKey).key();
    byte[] der = new byte[ED25519_SPKI.length + key.length];
    System.arraycopy(ED25519_SPKI, 0, der, 0, ED25519_SPKI.length);
    System.arraycopy(key, 0, der, ED25519_SPKI.length, key.length);
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getEncoder().encodeToString(der));
  }

  @Override
  public void close() throws IOException {
    table.close();
    lines.close();
  }
}
