package io.akashi.tlog;

import io.akashi.tlog.internal.TileFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A log that somebody else laid out as files in a folder (C2SP tlog-tiles). Reads only. Safe for
 * use by many threads.
 */
public final class FolderLog implements TileSource {
  private final Path folder;
  private final TileFiles files = new TileFiles(this::read);

  /** The log in that folder, which holds {@code checkpoint} and {@code tile}. */
  public FolderLog(Path folder) {
    this.folder = folder;
  }

  /**
   * The checkpoint as it lies there, not verified.
   *
   * @throws NoSuchFileException if there is none
   * @throws MalformedException if it is longer than a note may be
   */
  public byte[] checkpoint() throws IOException {
    return read("checkpoint", SignedNote.MAX_BYTES);
  }

  @Override
  public byte[] tile(int level, long index, int width) throws IOException {
    return files.tile(level, index, width);
  }

  @Override
  public byte[] bundle(long index, int width) throws IOException {
    return files.bundle(index, width);
  }

  private byte[] read(String path, int maxBytes) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(path))) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new MalformedException("%s is longer than %,d bytes".formatted(path, maxBytes));
      }
      return bytes;
    } catch (NoSuchFileException | AccessDeniedException | MalformedException e) {
      throw e;
    } catch (IOException e) {
      // A file on bad blocks is damage of that file; the rest of the log is still read.
      MalformedException unreadable =
          new MalformedException("%s cannot be read: %s".formatted(path, e.getMessage()));
      unreadable.initCause(e);
      throw unreadable;
    }
  }
}
