package io.akashi.store.internal.journal;

import io.akashi.store.StoreHaltedException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread that commits a journal: waits for something pending, commits all of it, repeats.
 * While one sync runs the next group gathers, so the load itself makes the groups.
 */
public final class JournalWriter {
  /** After this long without work the journal rests. */
  private static final long IDLE_MILLIS = 200;

  private final Journal journal;
  private final Consumer<StoreHaltedException> onHalt;
  private final Thread thread;
  private volatile boolean stopping;

  private JournalWriter(Journal journal, String name, Consumer<StoreHaltedException> onHalt) {
    this.journal = journal;
    this.onHalt = onHalt;
    this.thread = Thread.ofPlatform().name("journal-" + name).unstarted(this::run);
  }

  /**
   * Starts the thread.
   *
   * @param name of the book, for the thread's name
   * @param onHalt told once, in that thread, when the journal halts by itself
   */
  public static JournalWriter start(
      Journal journal, String name, Consumer<StoreHaltedException> onHalt) {
    var writer = new JournalWriter(journal, name, onHalt);
    writer.thread.start();
    return writer;
  }

  private void run() {
    try {
      while (!stopping) {
        if (journal.awaitPending(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
          if (journal.commit() == 0 && journal.isFull()) {
            journal.pause(IDLE_MILLIS); // what stays is pending again; it is tried until it fits
          }
        } else {
          journal.rest();
        }
      }
    } catch (StoreHaltedException e) {
      if (!stopping) {
        onHalt.accept(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the thread after the commit it is in; the journal stays open, pending batches wait. */
  public void stop() throws InterruptedException {
    stopping = true;
    journal.nudge();
    thread.join();
  }
}
