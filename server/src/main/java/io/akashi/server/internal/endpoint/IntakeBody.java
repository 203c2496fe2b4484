package io.akashi.server.internal.endpoint;

import com.github.luben.zstd.ZstdInputStream;
import io.akashi.server.internal.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request that hands in messages: unpacks it, bounded in bytes and time, and
 * cuts it at line ends. No byte of a line is changed.
 */
final class IntakeBody {
  /** Longest body, unpacked. It is kept as a whole or not at all, so it must fit into memory. */
  static final int MAX_BYTES = 16 << 20;

  private static final int MAX_WINDOW_LOG = 23;
  private static final Duration MAX_TIME = Duration.ofSeconds(60);
  private static final int PIECE = 1 << 16;

  private IntakeBody() {}

  /**
   * One line.
   *
   * @param octets the line without its end
   * @param carriageReturn whether it ended in CR LF, not LF
   */
  record Line(byte[] octets, boolean carriageReturn) {}

  /**
   * The lines of a body; empty ones carry nothing and are left out.
   *
   * @throws Problem 400 when it is not packed as it says, 408 when it came too slowly, 413 when it
   *     is too long, 415 for an unknown encoding
   */
  static List<Line> lines(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw tooLong();
    }
    byte[] body;
    try (InputStream in = unpacked(request)) {
      body = read(in);
    } catch (ZipException | java.io.EOFException e) {
      throw damaged(e);
    } catch (SocketTimeoutException e) {
      throw tooSlow();
    } catch (IOException e) {
      if (e.getClass().getName().startsWith("com.github.luben.zstd")) {
        throw damaged(e);
      }
      throw e;
    }
    return cut(body);
  }

  private static InputStream unpacked(HttpServletRequest request) throws IOException {
    InputStream in = request.getInputStream();
    @Nullable String encoding = request.getHeader("Content-Encoding");
    return switch (encoding == null ? "identity" : encoding.toLowerCase(Locale.ROOT).strip()) {
      case "identity", "" -> in;
      case "gzip", "x-gzip" -> new GZIPInputStream(in, PIECE);
      case "zstd" -> {
        ZstdInputStream zstd = new ZstdInputStream(in);
        zstd.setLongMax(MAX_WINDOW_LOG); // RFC 8878: a decoder need not take more than 8 MB
        yield zstd;
      }
      default ->
          throw new Problem(
              415,
              "Content-Encoding は gzip か zstd です。 / the content encoding must be gzip, zstd or none");
    };
  }

  private static byte[] read(InputStream in) throws IOException {
    long end = System.nanoTime() + MAX_TIME.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      body.write(piece, 0, count);
      if (body.size() > MAX_BYTES) {
        throw tooLong();
      }
      if (System.nanoTime() - end > 0) {
        throw tooSlow();
      }
    }
    return body.toByteArray();
  }

  static List<Line> cut(byte[] body) {
    List<Line> lines = new ArrayList<>();
    int start = 0;
    while (start < body.length) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      boolean carriageReturn = end < body.length && end > start && body[end - 1] == '\r';
      int last = carriageReturn ? end - 1 : end;
      if (last > start) {
        lines.add(new Line(Arrays.copyOfRange(body, start, last), carriageReturn));
      }
      start = end + 1;
    }
    return lines;
  }

  private static Problem tooLong() {
    return new Problem(
        413, "本文は展開後16MBまでです。分けて送ってください。 / a body may have 16 MB when unpacked; send it in parts");
  }

  private static Problem tooSlow() {
    return new Problem(408, "本文の受信に時間がかかりすぎました。 / the body came too slowly; send it in parts");
  }

  private static Problem damaged(IOException e) {
    return Problem.badRequest(
        "本文を展開できません。 / the body is not packed as Content-Encoding says: " + e.getMessage());
  }
}
