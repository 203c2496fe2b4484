package io.akashi.server;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Runs one command of the {@code akashi} program inside the server, against its open store. */
@FunctionalInterface
public interface CommandRunner {
  /**
   * Runs a command to its end. Called by a thread of its own. When the caller's program goes away,
   * the next use of a stream throws {@link java.util.concurrent.CancellationException}, which the
   * command lets pass, and what it asks of the store is cancelled ({@link io.akashi.store.Asking});
   * it is never interrupted, for an interrupt would close the store's files.
   *
   * @param args the arguments as they were typed, without the program's name
   * @param cwd working directory of the caller, where relative paths start
   * @return the exit code
   */
  int run(List<String> args, Path cwd, InputStream in, PrintStream out, PrintStream err);
}
