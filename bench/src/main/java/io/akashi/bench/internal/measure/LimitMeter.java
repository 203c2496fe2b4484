package io.akashi.bench.internal.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.luben.zstd.Zstd;
import io.akashi.bench.internal.corpus.EhrLines;
import io.akashi.bench.internal.corpus.Octets;
import io.akashi.bench.internal.corpus.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Measures {@link Limits} on the disk of a folder. Takes about ten times {@code seconds}. */
public final class LimitMeter {
  /** Bytes of a group that is written and synced. */
  private static final List<Integer> GROUPS = List.of(64 << 10, 256 << 10, 1 << 20);

  private static final int CHUNK = 64 << 10;
  private static final int LINES = 1 << 17;
  private static final int BLOCK = 1 << 20;
  private static final int PAGE = 4 << 10;
  private static final byte[] HEADER =
      "akashi/1 2026-04-01T00:15:03.123456Z ehr syslog+tcp 127.0.0.1:40000 lf 110\n"
          .getBytes(US_ASCII);

  private final Path folder;
  private final double seconds;
  private final byte[] messages;
  private final byte[] entries;
  private final int[] ends = new int[LINES];

  /**
   * @param folder where the file is written and deleted again; on the disk that is to be measured
   * @param seconds how long each limit is measured
   */
  public LimitMeter(Path folder, double seconds, long seed) {
    this.folder = folder;
    this.seconds = seconds;
    Wire wire = new Wire(new EhrLines(seed), Wire.Header.RFC3164, Wire.Frame.NONE);
    Octets allMessages = new Octets(LINES * 128);
    Octets allEntries = new Octets(LINES * 256);
    Octets message = new Octets(256);
    for (int i = 0; i < LINES; i++) {
      message.clear();
      wire.next(message);
      allMessages.put(message);
      allEntries.put(HEADER).put(message);
      ends[i] = allEntries.length();
    }
    messages = allMessages.copy();
    entries = allEntries.copy();
  }

  public Limits measure() throws IOException {
    List<Limits.Group> groups = new ArrayList<>();
    for (int bytes : GROUPS) {
      groups.add(new Limits.Group(bytes, write(bytes, true, new Latencies())));
    }
    Latencies sync = new Latencies();
    write(PAGE, true, sync);
    return new Limits(
        (double) messages.length / LINES,
        (double) entries.length / LINES,
        stream(),
        leaves(),
        write(BLOCK, false, new Latencies()),
        groups,
        sync,
        zstd(3),
        zstd(9),
        loopback());
  }

  private double stream() {
    MessageDigest digest = sha256();
    Stopwatch watch = new Stopwatch();
    long bytes = 0;
    while (watch.seconds() < seconds) {
      digest.update(entries);
      bytes += entries.length;
    }
    digest.digest();
    return megabytes(bytes, watch);
  }

  private double leaves() throws IOException {
    MessageDigest digest = sha256();
    byte[] hash = new byte[digest.getDigestLength()];
    Stopwatch watch = new Stopwatch();
    long count = 0;
    while (watch.seconds() < seconds) {
      int start = 0;
      for (int end : ends) {
        digest.update((byte) 0);
        digest.update(entries, start, end - start);
        digestInto(digest, hash);
        start = end;
      }
      count += ends.length;
    }
    return count / watch.seconds();
  }

  private double write(int group, boolean synced, Latencies latencies) throws IOException {
    Path file = Files.createTempFile(folder, "limit", ".bin");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK).put(entries, 0, BLOCK);
      Stopwatch watch = new Stopwatch();
      long bytes = 0;
      for (int at = 0; watch.seconds() < seconds; at = (at + group) % BLOCK) {
        Stopwatch one = new Stopwatch();
        buffer.limit(at + group).position(at);
        while (buffer.hasRemaining()) {
          bytes += channel.write(buffer);
        }
        if (synced) {
          channel.force(false);
        }
        latencies.add(one.millis());
      }
      return megabytes(bytes, watch);
    } finally {
      Files.delete(file);
    }
  }

  private Limits.Zstd zstd(int level) {
    byte[] out = new byte[(int) Zstd.compressBound(BLOCK)];
    // The first call loads the native library, which is not what is measured.
    Zstd.compressByteArray(out, 0, out.length, messages, 0, BLOCK, level);
    Stopwatch watch = new Stopwatch();
    long read = 0;
    long written = 0;
    int at = 0;
    do {
      written += Zstd.compressByteArray(out, 0, out.length, messages, at, BLOCK, level);
      read += BLOCK;
      at = (at + BLOCK) % (messages.length - BLOCK);
    } while (watch.seconds() < seconds);
    double bytes = (double) written / read * messages.length / LINES;
    return new Limits.Zstd(megabytes(read, watch), bytes);
  }

  private double loopback() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket sender = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket receiver = listener.accept()) {
      CompletableFuture<Long> received = new CompletableFuture<>();
      Thread.ofPlatform().start(() -> drain(receiver, received));
      Stopwatch watch = new Stopwatch();
      OutputStream out = sender.getOutputStream();
      for (int at = 0; watch.seconds() < seconds; at = (at + CHUNK) % BLOCK) {
        out.write(messages, at, CHUNK);
      }
      sender.shutdownOutput();
      return megabytes(received.join(), watch);
    }
  }

  private static void drain(Socket socket, CompletableFuture<Long> received) {
    try {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[CHUNK];
      long bytes = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
      }
      received.complete(bytes);
    } catch (IOException e) {
      received.completeExceptionally(e);
    }
  }

  private static double megabytes(long bytes, Stopwatch watch) {
    return bytes / 1e6 / watch.seconds();
  }

  private static void digestInto(MessageDigest digest, byte[] hash) throws IOException {
    try {
      digest.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IOException("the hash does not fit: " + e.getMessage(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
