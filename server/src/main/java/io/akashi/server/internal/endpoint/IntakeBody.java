package io.akashi.server.internal.endpoint;

import io.akashi.intake.BodyException;
import io.akashi.intake.HttpBody;
import io.akashi.server.internal.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request that hands in messages, bounded in bytes, messages and time. */
final class IntakeBody {
  /** A body is kept as a whole or not at all, so it must fit into memory. */
  private static final HttpBody.Limits LIMITS = new HttpBody.Limits(1 << 20, 16L << 20, 200_000);

  private static final Duration MAX_TIME = Duration.ofSeconds(60);

  /** As much of a body is read before it gets a place: a sender that trickles never gets one. */
  static final int BEGINNING = 8 << 10;

  private final InputStream rest;
  private final byte[] beginning;
  private final long length;

  private IntakeBody(InputStream rest, byte[] beginning, long length) {
    this.rest = rest;
    this.beginning = beginning;
    this.length = length;
  }

  /**
   * Reads the beginning of a body.
   *
   * @throws Problem 408 when it came too slowly, 413 when the body is too long
   */
  static IntakeBody begin(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > LIMITS.maxBytes()) {
      throw new Problem(413, "本文は16MBまでです。分けて送ってください。 / a body may have 16 MB; send it in parts");
    }
    return begin(request.getInputStream(), request.getContentLengthLong(), System::nanoTime);
  }

  /**
   * The same of a stream.
   *
   * @param length its bytes, or -1 when nobody said
   * @param nanos the time, as {@link System#nanoTime} gives it
   */
  static IntakeBody begin(InputStream body, long length, LongSupplier nanos) throws IOException {
    InputStream hurried = new Hurried(body, MAX_TIME, nanos);
    try {
      return new IntakeBody(hurried, hurried.readNBytes(BEGINNING), length);
    } catch (SocketTimeoutException e) {
      throw tooSlow();
    }
  }

  /**
   * How many bytes of messages it can hold, as far as is known; what is packed may hold the most.
   */
  long mostBytes(@Nullable String encoding) {
    if (encoding != null && !encoding.isBlank()) {
      return LIMITS.maxBytes();
    }
    if (beginning.length < BEGINNING) {
      return BEGINNING;
    }
    return length < 0 ? LIMITS.maxBytes() : length;
  }

  /**
   * The messages of the body, at least one. Called once.
   *
   * @param encoding the {@code Content-Encoding}, or null for none
   * @param digest given every byte of the body after decompression; null when nobody asks
   * @throws Problem 400 when it is empty or not packed as it says, 408 when it came too slowly, 413
   *     when it is too long, 415 for an unknown encoding
   */
  List<HttpBody.Message> read(
      @Nullable String encoding, HttpBody.Kind kind, @Nullable MessageDigest digest)
      throws IOException {
    try (InputStream in = new SequenceInputStream(new ByteArrayInputStream(beginning), rest)) {
      List<HttpBody.Message> messages = HttpBody.read(in, encoding, kind, LIMITS, digest);
      if (messages.isEmpty()) {
        throw Problem.badRequest("本文に行がありません。 / the body has no line");
      }
      return messages;
    } catch (BodyException e) {
      throw new Problem(e.reason().status(), String.valueOf(e.getMessage()));
    } catch (SocketTimeoutException e) {
      throw tooSlow();
    }
  }

  private static Problem tooSlow() {
    return new Problem(408, "本文の受信に時間がかかりすぎました。 / the body came too slowly; send it in parts");
  }

  /** Gives up on a sender that trickles: the time of the whole body counts, not that of a read. */
  private static final class Hurried extends FilterInputStream {
    private final LongSupplier nanos;
    private final long end;

    Hurried(InputStream in, Duration time, LongSupplier nanos) {
      super(in);
      this.nanos = nanos;
      this.end = nanos.getAsLong() + time.toNanos();
    }

    @Override
    public int read() throws IOException {
      check();
      return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      check();
      return super.read(target, offset, length);
    }

    private void check() throws SocketTimeoutException {
      if (nanos.getAsLong() - end > 0) {
        throw new SocketTimeoutException("the body took too long");
      }
    }
  }
}
