package io.akashi.cli.internal.command;

import java.util.concurrent.CountDownLatch;

/**
 * Keeps a server running until the process is told to end (Ctrl-C, SIGTERM), then closes it in
 * order before the process goes.
 */
final class UntilStopped {
  private UntilStopped() {}

  /** Returns only when this thread is interrupted; then the server is closed too. */
  static void keep(AutoCloseable server) throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    Thread closer =
        new Thread(
            () -> {
              try {
                server.close();
              } catch (Exception e) {
                throw new IllegalStateException("the server did not close in order", e);
              } finally {
                closed.countDown();
              }
            },
            "akashi-close");
    Runtime.getRuntime().addShutdownHook(closer);
    closed.await();
  }
}
