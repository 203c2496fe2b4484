package io.akashi.server.internal.page.exports;

import io.akashi.server.export.ExportFormat;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.store.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One export and how far it is. Safe for use by many threads. */
public final class Export {
  private final String id;
  private final Look look;
  private final ExportFormat format;
  private final String conditions;
  private final Filters filters;
  private final Instant begun;
  private final Path file;
  private volatile State state = State.WAITING;
  private volatile long events;
  private volatile long lacking;
  private volatile String trouble = "";

  /** What became of it. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    CANCELLED,
    FAILED,
    /** The server stopped before it was finished. */
    INTERRUPTED
  }

  Export(
      String id,
      Look look,
      ExportFormat format,
      String conditions,
      Filters filters,
      Instant begun,
      Path folder) {
    this.id = id;
    this.look = look;
    this.format = format;
    this.conditions = conditions;
    this.filters = filters;
    this.begun = begun;
    this.file = folder.resolve(id + "." + format.extension());
  }

  /** Unguessable name. */
  public String id() {
    return id;
  }

  /** Who asked, with the rights of then. */
  Look look() {
    return look;
  }

  /** Who asked. */
  public String by() {
    return look.user();
  }

  /** Whether it is theirs: they asked for it, and still may see what they might see then. */
  boolean isOf(Look other) {
    return look.user().equals(other.user())
        && look.via().equals(other.via())
        && look.scope().equals(other.scope());
  }

  public ExportFormat format() {
    return format;
  }

  /** The conditions as the log of Akashi names them. */
  public String conditions() {
    return conditions;
  }

  /** The conditions as they stood in the address. */
  public Filters filters() {
    return filters;
  }

  public Instant begun() {
    return begun;
  }

  public State state() {
    return state;
  }

  /** Events written so far. */
  public long events() {
    return events;
  }

  /** Characters that the charset of the file lacks. */
  public long lacking() {
    return lacking;
  }

  /** Why it failed, a sentence; empty when it did not. */
  public String trouble() {
    return trouble;
  }

  /** Whether there is nothing to fetch and nothing to wait for. */
  public boolean isOver() {
    return !isUnderWay() && state != State.DONE;
  }

  /** When it is deleted. */
  public Instant until() {
    return begun.plus(ExportDesk.KEPT);
  }

  /** Whether it waits or runs. */
  public boolean isUnderWay() {
    return state == State.WAITING || state == State.RUNNING;
  }

  /** The file, when it is whole. */
  Optional<Path> whole() {
    return state == State.DONE ? Optional.of(file) : Optional.empty();
  }

  Path file() {
    return file;
  }

  /**
   * Takes over what became of it before the server was started again.
   *
   * @param bytes length of the finished file
   */
  synchronized void were(State then, long written, long characters, String why, long bytes)
      throws IOException {
    events = written;
    lacking = characters;
    trouble = why;
    boolean finished = Files.isRegularFile(file) && Files.size(file) == bytes;
    state =
        switch (then) {
          case WAITING, RUNNING, INTERRUPTED -> State.INTERRUPTED;
          case DONE -> finished ? State.DONE : State.INTERRUPTED;
          case CANCELLED, FAILED -> then;
        };
  }

  /** The server stops: what is not finished will not be. */
  synchronized void interrupt() {
    if (isUnderWay()) {
      state = State.INTERRUPTED;
    }
  }

  synchronized boolean begin() {
    if (state == State.WAITING) {
      state = State.RUNNING;
    }
    return state == State.RUNNING;
  }

  synchronized void cancel() {
    if (isUnderWay()) {
      state = State.CANCELLED;
    }
  }

  /**
   * @throws CancellationException when nobody wants it any more
   */
  void progress(long written, long characters) {
    if (state != State.RUNNING) {
      throw new CancellationException();
    }
    events = written;
    lacking = characters;
  }

  synchronized void done() {
    if (state == State.RUNNING) {
      state = State.DONE;
    }
  }

  synchronized void failed(String why) {
    if (state == State.RUNNING) {
      state = State.FAILED;
      trouble = why;
    }
  }
}
