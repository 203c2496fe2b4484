package io.akashi.server.internal.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Notices that the client of a request went away while its question waits or runs: nobody else
 * reads the connection meanwhile. A client that closes only its sending half counts as gone, as
 * with other servers (RFC 9112, section 9.6, lets it). Safe for use by many threads.
 */
final class CallerWatch implements AutoCloseable {
  private static final long EVERY_MILLIS = 100;

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock;
  private final ScheduledFuture<?> looking;

  CallerWatch() {
    clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-callers").factory());
    looking =
        clock.scheduleWithFixedDelay(
            () -> watched.forEach(Watched::look),
            EVERY_MILLIS,
            EVERY_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /**
   * Watches a connection until what is returned is closed; from then on it is the caller's again.
   *
   * @param gone runs at most once, in a thread of its own
   */
  Watching watch(SocketWrapperBase<?> connection, Runnable gone) {
    Watched one = new Watched(connection, gone);
    watched.add(one);
    return () -> {
      watched.remove(one);
      one.end();
    };
  }

  /** Ends the watching. */
  interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void close() {
    looking.cancel(false);
    clock.shutdown();
  }

  private static final class Watched {
    private final SocketWrapperBase<?> connection;
    private final Runnable gone;
    private boolean over;

    Watched(SocketWrapperBase<?> connection, Runnable gone) {
      this.connection = connection;
      this.gone = gone;
    }

    synchronized void end() {
      over = true;
    }

    synchronized void look() {
      if (over) {
        return;
      }
      try {
        ByteBuffer one = ByteBuffer.allocate(1);
        if (connection.read(false, one) > 0) {
          // The next request already: it is there, and what it sent goes back to where it was.
          over = true;
          connection.unRead(one.flip());
        }
      } catch (IOException e) {
        over = true;
        gone.run();
      }
    }
  }
}
