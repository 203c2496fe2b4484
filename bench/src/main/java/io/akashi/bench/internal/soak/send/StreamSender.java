package io.akashi.bench.internal.soak.send;

import io.akashi.bench.internal.corpus.Octets;
import io.akashi.bench.internal.soak.sent.LineId;
import io.akashi.bench.internal.soak.sent.Note;
import io.akashi.bench.internal.soak.sent.SoakLines;
import io.akashi.bench.internal.soak.sent.Way;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import javax.net.SocketFactory;

/**
 * Sends lines over syslog TCP or TLS at a steady pace with a burst now and then, and connects again
 * when the connection breaks. Each connection has lines of its own, none is sent twice.
 */
final class StreamSender {
  private static final long BEAT_MILLIS = 20;
  private static final long RETRY_MILLIS = 200;
  private static final int HANG_UP_MILLIS = 10_000;

  /** Beats until a connection sends a burst, and how many times its share that is. */
  private static final int BURST_BEATS = 400;

  private static final int BURST = 300;

  private final SoakSender sender;
  private final Way way;
  private final double linesPerBeat;
  private final Octets block = new Octets(1 << 16);
  private int connections;

  StreamSender(SoakSender sender, Way way, int linesPerSecond) {
    this.sender = sender;
    this.way = way;
    this.linesPerBeat = linesPerSecond * BEAT_MILLIS / 1e3;
  }

  void run() {
    while (!sender.isEnding()) {
      try (Socket socket = connect()) {
        send(socket);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the certificate of the soak cannot be used", e);
      } catch (IOException e) {
        sender.pause(RETRY_MILLIS); // refused, or broken: the server is gone or was killed
      }
    }
  }

  private Socket connect() throws IOException, GeneralSecurityException {
    boolean tls = way == Way.TLS;
    SocketFactory factory =
        tls
            ? SoakCertificate.in(sender.doors().folder()).trusting().getSocketFactory()
            : SocketFactory.getDefault();
    int port = tls ? sender.doors().tls() : sender.doors().tcp();
    return factory.createSocket(InetAddress.getLoopbackAddress(), port);
  }

  private void send(Socket socket) throws IOException {
    long stream = sender.stream(way, connections++);
    note(new Note.Opened(stream));
    OutputStream out = socket.getOutputStream();
    long next = 0;
    double due = 0;
    for (int beat = 1; !sender.isEnding(); beat++) {
      due += linesPerBeat * (beat % BURST_BEATS == 0 ? BURST : 1);
      block.clear();
      while (next < due) {
        SoakLines.frame(stream * LineId.NUMBERS + next++, block);
      }
      if (block.length() > 0) {
        out.write(block.array(), 0, block.length());
        note(new Note.Written(stream, next));
      }
      sender.pause(BEAT_MILLIS);
    }
    hangUp(socket);
  }

  /** Says that nothing follows; the receiver closes once it has read everything. */
  private static void hangUp(Socket socket) throws IOException {
    socket.setSoTimeout(HANG_UP_MILLIS);
    try {
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketException e) {
      return; // it closed first
    }
  }

  private void note(Note note) {
    try {
      sender.notebook().write(note);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the notebook cannot be written: not a broken connection
    }
  }
}
