package io.akashi.bench.internal.soak.send;

import io.akashi.bench.internal.soak.sent.LineId;
import io.akashi.bench.internal.soak.sent.Notebook;
import io.akashi.bench.internal.soak.sent.Way;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A sending process: two senders over HTTP, three over syslog, until its standard input ends. Then
 * each lets what it has begun end and hangs up.
 */
public final class SoakSender {
  /** The hidden sub-command of {@code akashi bench} that runs it. */
  public static final String COMMAND = "soak-send";

  /** Lines a second of each way. */
  private static final int OCTET_RATE = 400;

  private static final int LF_RATE = 100;
  private static final int TLS_RATE = 150;
  private static final int EHR_REQUESTS = 15;
  private static final int FIREWALL_REQUESTS = 5;

  private final Doors doors;
  private final Notebook notebook;
  private final CountDownLatch ending = new CountDownLatch(1);

  private SoakSender(Doors doors, Notebook notebook) {
    this.doors = doors;
    this.notebook = notebook;
  }

  /** Sends until the standard input ends. */
  public static void run(Doors doors) throws IOException, InterruptedException {
    try (Notebook notebook = Notebook.open(doors.notebook())) {
      SoakSender sender = new SoakSender(doors, notebook);
      List<Thread> threads =
          List.of(
              new Thread(() -> new HttpSender(sender, Way.HTTP_EHR, EHR_REQUESTS).run()),
              new Thread(() -> new HttpSender(sender, Way.HTTP_FIREWALL, FIREWALL_REQUESTS).run()),
              new Thread(() -> new StreamSender(sender, Way.TCP_OCTET, OCTET_RATE).run()),
              new Thread(() -> new StreamSender(sender, Way.TCP_LF, LF_RATE).run()),
              new Thread(() -> new StreamSender(sender, Way.TLS, TLS_RATE).run()));
      threads.forEach(Thread::start);
      // The parent holds the other end: it closes it, or the system does when the parent is gone.
      while (System.in.read() >= 0) {}
      sender.ending.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  Doors doors() {
    return doors;
  }

  Notebook notebook() {
    return notebook;
  }

  boolean isEnding() {
    return ending.getCount() == 0;
  }

  /** Waits, or less when the end has come. */
  void pause(long millis) {
    try {
      if (ending.await(Math.max(0, millis), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      ending.countDown();
      Thread.currentThread().interrupt();
    }
  }

  long stream(Way way, int connection) {
    return LineId.stream(way, doors.process(), connection);
  }
}
