package io.akashi.server.internal.web;

import io.akashi.intake.Turns;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 with more bounds. Its own timeouts begin anew with each byte: here the
 * handshake and head of a request have to be there in time, and so has everything from the head to
 * the end of the answer. It accepts nobody while too many are connected: here the address with the
 * most gives way. Whoever answers a request can find its connection. Made by Tomcat, by the name of
 * the class.
 */
public final class BoundedHttp extends Http11NioProtocol {
  /** For a handshake and a head, counted from its first byte or the begin of the connection. */
  static final Duration TIME_OF_A_HEAD = Duration.ofSeconds(20);

  /** From a head to the end of the answer; longer than all an endpoint may take together. */
  static final Duration TIME_OF_AN_ANSWER = Duration.ofMinutes(5);

  /** Connections at a time; Tomcat has to allow some more, or it would not look at newcomers. */
  static final int MOST = 2_048;

  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final ScopedValue<Served> CURRENT = ScopedValue.newInstance();

  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("http-bounds").factory());
  private final ScheduledFuture<?> looking;

  private final Hurried bounded;

  public BoundedHttp() {
    this(new Turns());
  }

  private BoundedHttp(Turns turns) {
    this(turns, new Entrance(MOST, turns));
  }

  private BoundedHttp(Turns turns, Entrance entrance) {
    super(entrance);
    bounded = new Hurried(getHandler(), turns);
    entrance.tells(bounded::since, bounded::refused);
    setHandler(bounded);
    entrance.setHandler(bounded);
    looking =
        clock.scheduleWithFixedDelay(
            () -> bounded.closeLate(getEndpoint().getConnections(), System.nanoTime()),
            LOOK.toMillis(),
            LOOK.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() throws Exception {
    looking.cancel(false);
    clock.shutdown();
    super.destroy();
  }

  /** The connection of the request that this thread answers. */
  static Optional<SocketWrapperBase<NioChannel>> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get().socket()) : Optional.empty();
  }

  /** Tells it where what is closed here is counted. */
  void tells(HttpFigures figures) {
    bounded.figures = figures;
    figures.open(() -> getEndpoint().getConnections().size());
  }

  /** Reads something that has to be there as fast as a head, or the connection is closed. */
  public static void hurry(Runnable reading) {
    if (!CURRENT.isBound()) {
      reading.run();
      return;
    }
    Served served = CURRENT.get();
    served.hurried().begin(served.socket(), Doing.HEAD);
    try {
      reading.run();
    } finally {
      served.hurried().begin(served.socket(), Doing.ANSWER);
    }
  }

  /**
   * Waits for a turn of the address of the request that this thread answers, if it answers one.
   * Whoever asks for hundreds of pages in one go waits behind them alone.
   */
  static void takeTurn() {
    if (CURRENT.isBound()) {
      Served served = CURRENT.get();
      endTurn();
      served.turn().set(served.hurried().turns.take(Entrance.address(served.socket())));
    }
  }

  /** Ends the turn: the request is answered, or something else bounds what it takes. */
  static void endTurn() {
    if (CURRENT.isBound()) {
      Turns.Turn turn = CURRENT.get().turn().getAndSet(null);
      if (turn != null) {
        turn.close();
      }
    }
  }

  private record Served(
      SocketWrapperBase<NioChannel> socket,
      Hurried hurried,
      AtomicReference<Turns.@Nullable Turn> turn) {}

  private enum Doing {
    /** Shaking hands, or in the middle of a head. */
    HEAD,
    ANSWER,
    /** Between two requests; Tomcat closes it when that lasts. */
    NOTHING
  }

  /** What a connection does, since when ({@link System#nanoTime}). */
  private record Phase(Doing doing, long since) {
    boolean isLate(long now) {
      return switch (doing) {
        case HEAD -> now - since > TIME_OF_A_HEAD.toNanos();
        case ANSWER -> now - since > TIME_OF_AN_ANSWER.toNanos();
        case NOTHING -> false;
      };
    }
  }

  private static final class Hurried implements AbstractEndpoint.Handler<NioChannel> {
    private final AbstractEndpoint.Handler<NioChannel> next;
    private final Map<SocketWrapperBase<NioChannel>, Phase> phases = new ConcurrentHashMap<>();
    private final Turns turns;
    private volatile HttpFigures figures = HttpFigures.NONE;

    Hurried(AbstractEndpoint.Handler<NioChannel> next, Turns turns) {
      this.next = next;
      this.turns = turns;
    }

    @Override
    public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
      Entrance.handsAreShaken();
      long now = System.nanoTime();
      Phase before = phases.put(socket, new Phase(Doing.ANSWER, now));
      SocketState state =
          ScopedValue.where(CURRENT, new Served(socket, this, new AtomicReference<>()))
              .call(() -> next.process(socket, event));
      switch (state) {
        case LONG -> {
          boolean goesOn = before != null && before.doing() == Doing.HEAD;
          phases.put(socket, goesOn ? before : new Phase(Doing.HEAD, now));
        }
        case CLOSED -> phases.remove(socket);
        default -> phases.put(socket, new Phase(Doing.NOTHING, now));
      }
      return state;
    }

    /** Closes what took too long; a connection that is seen for the first time begins now. */
    void closeLate(Iterable<SocketWrapperBase<NioChannel>> connections, long now) {
      for (SocketWrapperBase<NioChannel> socket : connections) {
        Phase phase = phases.computeIfAbsent(socket, fresh -> new Phase(Doing.HEAD, now));
        if (socket.isClosed()) {
          phases.remove(socket);
        } else if (phase.isLate(now)) {
          figures.slow(String.valueOf(socket.getRemoteAddr()));
          socket.close();
        }
      }
    }

    void begin(SocketWrapperBase<NioChannel> socket, Doing doing) {
      phases.put(socket, new Phase(doing, System.nanoTime()));
    }

    /** Since when a connection does what it does; who has just come has just begun. */
    long since(SocketWrapperBase<NioChannel> socket) {
      Phase phase = phases.get(socket);
      return phase == null ? System.nanoTime() : phase.since();
    }

    void refused(String host) {
      figures.refused(host, MOST);
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> socket) {
      phases.remove(socket);
      next.release(socket);
    }

    @Override
    public Object getGlobal() {
      return next.getGlobal();
    }

    @Override
    public void pause() {
      next.pause();
    }

    @Override
    public void recycle() {
      phases.clear();
      next.recycle();
    }
  }
}
