package io.akashi.bench.internal.soak.trouble;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The disk that holds the data directory, and what can be done to it. Closing undoes all of it. */
public interface DiskRoom extends AutoCloseable {

  /** Folder on the disk for the data directory. */
  Path folder();

  /** The reserve with which a server is to be started now. */
  long reserveBytes() throws IOException;

  /** Takes room until less than the reserve is free, or until nothing is when that is possible. */
  void fill(boolean toTheLastByte) throws IOException;

  /** Gives the room back. Idempotent. */
  void free() throws IOException;

  /** Makes writes slow or hang, over and over for some time. */
  void slowDown(Duration time, Duration hang) throws IOException, InterruptedException;

  /** One sentence, Japanese and English: how the disk is filled and slowed down here. */
  String description();

  @Override
  void close() throws IOException;
}
