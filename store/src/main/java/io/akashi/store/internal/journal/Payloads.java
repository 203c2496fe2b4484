package io.akashi.store.internal.journal;

import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.UnexpectedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Payloads too long for an entry, each in a file {@code <2 hex>/<64 hex>} named by its SHA-256. A
 * payload is durable before the entry that names it is submitted; so a crash may leave a payload
 * without an entry, never an entry without its payload. Safe for use by many threads.
 */
public final class Payloads implements EntryBatch.Beside {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Disk disk;
  private final Path folder;

  /** The payloads in {@code folder}, which is made when the first is kept. */
  public Payloads(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /**
   * Makes a payload durable under its digest: content, then name. A file of that name is trusted
   * only when its content has the digest; else it is written again.
   *
   * @return SHA-256 in lower-case hex
   * @throws io.akashi.store.DiskFullException when there is no room
   */
  @Override
  public synchronized String keep(byte[] payload) throws IOException {
    String digest = sha256(payload);
    Path file = file(digest);
    Path parent = folder.resolve(digest.substring(0, 2));
    if (isKept(file, digest, payload.length)) {
      // It may have been written by a process that ended before it was durable.
      disk.sync(file);
      disk.syncDirectory(parent);
      return digest;
    }
    disk.createDirectories(parent);
    disk.replace(file, payload);
    return digest;
  }

  private boolean isKept(Path file, String digest, int length) throws IOException {
    try {
      return disk.exists(file)
          && disk.size(file) == length
          && digest.equals(sha256(disk.readAll(file, length)));
    } catch (UnexpectedFileException e) {
      // Something else has its name: the payload takes its place.
      return false;
    }
  }

  /** Whether a file of that digest is there; its content is not looked at. */
  public boolean has(String digest) {
    return disk.exists(file(digest));
  }

  /**
   * The payload of that digest.
   *
   * @param length as its entry says
   * @throws java.nio.file.NoSuchFileException when it is not there
   * @throws IOException when its content has another digest, which is damage
   */
  public byte[] read(String digest, long length) throws IOException {
    long size = disk.size(file(digest));
    if (size != length) {
      throw new IOException(
          "payload %s is damaged: it has %d bytes, its entry says %d"
              .formatted(digest, size, length));
    }
    byte[] payload = disk.readAll(file(digest), length);
    String found = sha256(payload);
    if (!found.equals(digest)) {
      throw new IOException("payload %s is damaged: its digest is %s".formatted(digest, found));
    }
    return payload;
  }

  private Path file(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException("'%s' is not 64 lower-case hex digits".formatted(digest));
    }
    return folder.resolve(digest.substring(0, 2)).resolve(digest);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
