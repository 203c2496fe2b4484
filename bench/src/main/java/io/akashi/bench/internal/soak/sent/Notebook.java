package io.akashi.bench.internal.soak.sent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The notebook of one sending process. A note is with the kernel when {@link #write} returns, so it
 * survives kill -9 of the sender. Safe for use by many threads.
 */
public final class Notebook implements Closeable {
  private final FileOutputStream file;

  private Notebook(FileOutputStream file) {
    this.file = file;
  }

  /** Opens a notebook for appending. */
  public static Notebook open(Path file) throws IOException {
    return new Notebook(new FileOutputStream(file.toFile(), true));
  }

  public synchronized void write(Note note) throws IOException {
    file.write((note.toLine() + "\n").getBytes(US_ASCII));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
