package io.akashi.store.internal.segment;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import io.akashi.store.internal.disk.UnexpectedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and digests of the files of a segment. */
public final class SegmentFiles {
  /** The evidence: index, header, payload. */
  public static final String ENTRIES = "entries.parquet";

  /** The index: decoded columns, sorted. */
  public static final String EVENTS = "events.parquet";

  /** Roots of 256 leaves each, 32 bytes. */
  public static final String HASHES = "hashes";

  /** Which patients, users, … occur in {@link #EVENTS}. */
  public static final String LOOKUP = "lookup";

  /** How many events of which kind each hour has. */
  public static final String ROLLUP = "rollup";

  /** Which pairs of characters occur where in {@link #ENTRIES}. */
  public static final String WORDS = "words";

  /** What can be made again from {@link #ENTRIES}. */
  public static final List<String> DERIVED = List.of(EVENTS, HASHES, LOOKUP, ROLLUP, WORDS);

  /** Digest of an events file that was rebuilt with other bytes than the manifest says. */
  public static final String REBUILT = "events.sha256";

  public static final String MANIFEST = "manifest.json";

  /** Begins the name of a folder that is being written; left over only by a crash. */
  public static final String UNFINISHED = ".tmp-";

  private static final Pattern NAME = Pattern.compile("([0-9]{20})-([0-9]{20})");
  private static final int BLOCK = 1 << 20;

  private SegmentFiles() {}

  /** The folder name of a segment. */
  public static String name(IndexRange range) {
    return "%020d-%020d".formatted(range.first(), range.end());
  }

  /** The range a folder name says, or empty when it is not the name of a segment. */
  public static Optional<IndexRange> rangeOf(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          IndexRange.between(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
    } catch (IllegalArgumentException e) {
      // Twenty digits can say more than a long, and the end can lie before the start.
      return Optional.empty();
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Size and digest of a file as it lies on disk now. */
  static FileDigest digest(Disk disk, Path path) throws IOException {
    MessageDigest sha256 = sha256();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long position = 0;
    try (DiskFile file = disk.openForRead(path)) {
      while (file.read(block, position) > 0) {
        position += block.position();
        sha256.update(block.flip());
        block.clear();
      }
    }
    return new FileDigest(HexFormat.of().formatHex(sha256.digest()), position);
  }

  /** Writes a file that was not there and makes its content durable; not its name. */
  static void write(Disk disk, Path path, byte[] content) throws IOException {
    try (DiskFile file = disk.openForWrite(path)) {
      file.write(ByteBuffer.wrap(content), 0);
      file.sync();
    }
  }

  /** Deletes a folder and what lies in it; nothing happens when it is not there. */
  static void deleteFolder(Disk disk, Path folder) throws IOException {
    try {
      for (Path file : disk.list(folder)) {
        disk.delete(file);
      }
    } catch (UnexpectedFileException e) {
      // Not a folder: what has its name goes, and nothing else.
      disk.delete(folder);
      return;
    }
    for (String name : List.of(EVENTS, HASHES, LOOKUP, ROLLUP, WORDS, REBUILT)) {
      // A replacement that was cut short; listings leave its name out.
      Path half = folder.resolve(name + Disk.TEMPORARY);
      if (disk.exists(half)) {
        disk.delete(half);
      }
    }
    disk.delete(folder);
  }

  /**
   * What a file must be.
   *
   * @param sha256 64 lower-case hexadecimal digits
   * @param bytes its size
   */
  public record FileDigest(String sha256, long bytes) {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18})\n");

    /** What a line says; empty when it is none. */
    static Optional<FileDigest> ofLine(byte[] line) {
      Matcher matcher = LINE.matcher(new String(line, StandardCharsets.US_ASCII));
      return matcher.matches()
          ? Optional.of(new FileDigest(matcher.group(1), Long.parseLong(matcher.group(2))))
          : Optional.empty();
    }

    /** As {@link #REBUILT} holds it. */
    byte[] line() {
      return "%s %d\n".formatted(sha256, bytes).getBytes(StandardCharsets.US_ASCII);
    }
  }
}
