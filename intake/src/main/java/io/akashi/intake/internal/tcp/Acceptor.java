package io.akashi.intake.internal.tcp;

import io.akashi.event.Arrival;
import io.akashi.intake.ArrivalSink;
import io.akashi.intake.Crowding;
import io.akashi.intake.SourceRules;
import io.akashi.intake.TcpOptions;
import io.akashi.intake.Turns;
import io.akashi.intake.internal.framing.Room;
import io.akashi.intake.internal.listen.Counters;
import io.akashi.intake.internal.listen.Handover;
import io.akashi.intake.internal.tls.TlsServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Accepts connections and gives each its own thread. */
public final class Acceptor {
  private static final Duration TO_READ_THE_REST = Duration.ofMillis(1_500);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int KEEP_ALIVE_IDLE_SECONDS = 60;
  private static final int KEEP_ALIVE_INTERVAL_SECONDS = 15;
  private static final int KEEP_ALIVE_PROBES = 4;
  private static final long PAUSE_AFTER_FAILED_ACCEPT_MILLIS = 100;

  private final ServerSocket server;
  private volatile @Nullable TlsServer tls;
  private final TcpOptions options;
  private final SourceRules rules;
  private final ArrivalSink sink;
  private final Counters counters;
  private final InstantSource clock;
  private final InetSocketAddress address;
  private final Room room = new Room(Room.USUAL_BYTES);
  private final Crowding<Guest> crowding = new Crowding<>(Guest::host, Guest::heard);
  private final Turns turns = new Turns();
  private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
  private final ExecutorService connections =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("syslog-", 0).factory());
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("handshakes-", 0).daemon().factory());
  private final Thread thread;
  private volatile boolean closing;

  public Acceptor(
      ServerSocket server,
      @Nullable TlsServer tls,
      TcpOptions options,
      SourceRules rules,
      ArrivalSink sink,
      Counters counters,
      InstantSource clock) {
    this.server = server;
    this.tls = tls;
    this.options = options;
    this.rules = rules;
    this.sink = sink;
    this.counters = counters;
    this.clock = clock;
    this.address = (InetSocketAddress) server.getLocalSocketAddress();
    this.thread =
        Thread.ofPlatform().name("accept-" + options.listener()).daemon().unstarted(this::accept);
  }

  public void start() {
    thread.start();
  }

  /** Shakes hands by other rules with everybody who connects from now on. */
  public void show(TlsServer other) {
    tls = other;
  }

  public InetSocketAddress address() {
    return address;
  }

  private void accept() {
    while (!closing) {
      try {
        admit(server.accept());
      } catch (IOException e) {
        // Out of file descriptors, or the peer gave up already: the next one may succeed.
        if (!closing && !pauseAfterFailure()) {
          return;
        }
      }
    }
  }

  private static boolean pauseAfterFailure() {
    try {
      Thread.sleep(PAUSE_AFTER_FAILED_ACCEPT_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void admit(Socket socket) throws IOException {
    Guest guest = new Guest(socket);
    if (guests.size() >= options.maxConnections() && !makeRoom(guest)) {
      counters.connectionRefused(guest.peer(), options.maxConnections());
      socket.close();
      return;
    }
    guests.add(guest);
    counters.connectionOpened();
    connections.execute(() -> serve(guest));
  }

  /** Closes the connection of another, where that is fair. */
  private boolean makeRoom(Guest newcomer) {
    Optional<Guest> other = crowding.whoGoes(guests, newcomer.host());
    other.ifPresent(guest -> {
      counters.connectionRefused(guest.peer(), options.maxConnections());
      guests.remove(guest);
      closeQuietly(guest.socket());
    });
    return other.isPresent();
  }

  private void serve(Guest guest) {
    String peer = guest.peer();
    try (Socket socket = guest.socket()) {
      keepAlive(socket);
      TlsServer now = tls;
      if (now == null) {
        read(socket, guest, null);
      } else {
        SSLSocket secure = shakeHands(now, guest);
        if (secure != null) {
          try (secure) {
            read(secure, guest, TlsServer.clientFingerprint(secure));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      counters.sinkFailed(peer, e.getCause() == null ? e : e.getCause());
    } catch (IOException e) {
      counters.connectionBroke();
    } finally {
      guests.remove(guest);
      counters.connectionClosed();
    }
  }

  private static void keepAlive(Socket socket) throws SocketException, IOException {
    // A sender that vanished without a word is noticed by the kernel, not by an idle timeout.
    socket.setKeepAlive(true);
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_SECONDS);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_SECONDS);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
    }
  }

  private @Nullable SSLSocket shakeHands(TlsServer server, Guest guest) {
    Socket socket = guest.socket();
    try {
      int first = inTime(socket, () -> socket.getInputStream().read());
      if (first < 0) {
        throw new EOFException("the peer went away before the handshake");
      }
      // A handshake takes milliseconds of a processor, and thousands may come at once.
      try (Turns.Turn _ = turns.take(guest.host())) {
        return inTime(socket, () -> server.handshake(socket, (byte) first));
      }
    } catch (IOException e) {
      if (TlsServer.isCertificateRefusal(e)) {
        counters.certificateRefused(guest.peer(), String.valueOf(e.getMessage()));
      } else {
        counters.handshakeFailed(guest.peer(), String.valueOf(e.getMessage()));
      }
      return null;
    }
  }

  /** Does something for which the peer has a time; else its connection is closed. */
  private <T> T inTime(Socket socket, Reading<T> reading) throws IOException {
    // A timeout of reads alone would let a client dribble for ever.
    ScheduledFuture<?> deadline =
        deadlines.schedule(
            () -> closeQuietly(socket),
            options.handshakeTimeout().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return reading.read();
    } finally {
      deadline.cancel(false);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private void read(Socket socket, Guest guest, @Nullable String certificate)
      throws InterruptedException, ExecutionException {
    Socket plain = guest.socket();
    SourceRules.Resolution sources =
        rules.resolve(options.listener(), certificate, null, plain.getInetAddress());
    Map<String, String> keys =
        certificate == null ? Map.of() : Map.of(Arrival.KEY_CERT, certificate);
    Handover handover =
        new Handover(sink, counters, options.maxPendingBytes(), () -> closeQuietly(plain));
    Connection connection =
        new Connection(socket, options, sources, handover, clock, guest, keys, room, () -> closing);
    if (connection.run() != null) {
      counters.connectionBroke();
    }
  }

  /** See {@link io.akashi.intake.SyslogTcpReceiver#close}. */
  public void close() {
    closing = true;
    closeQuietly(server);
    connections.shutdown();
    try {
      // First the connections end by themselves, having read what the kernel holds; then those that
      // never pause are cut off, and what they gave becomes durable; then nothing more is awaited.
      if (!ended(TO_READ_THE_REST)) {
        guests.forEach(guest -> cutOff(guest.socket()));
        if (!ended(GRACE)) {
          connections.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      connections.shutdownNow();
      Thread.currentThread().interrupt();
    }
    guests.forEach(guest -> closeQuietly(guest.socket()));
    deadlines.shutdownNow();
  }

  private boolean ended(Duration patience) throws InterruptedException {
    return connections.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void cutOff(Socket socket) {
    try {
      socket.shutdownInput();
    } catch (IOException e) {
      closeQuietly(socket);
    }
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // Closing is all that is wanted; a socket that cannot be closed is closed already.
      return;
    }
  }
}
