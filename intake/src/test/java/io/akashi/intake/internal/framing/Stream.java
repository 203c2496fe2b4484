package io.akashi.intake.internal.framing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A stream under test: what was fed, what came out. */
final class Stream implements StreamDeframer.Output {
  record Message(String text, byte[] payload, String framing, Map<String, String> keys) {}

  final List<Message> messages = new ArrayList<>();
  final ByteArrayOutputStream fed = new ByteArrayOutputStream();
  final ByteArrayOutputStream given = new ByteArrayOutputStream();
  final ByteArrayOutputStream frames = new ByteArrayOutputStream();
  final StreamDeframer deframer;

  Stream(int maxMessage) {
    deframer = new StreamDeframer(maxMessage, new Room(1 << 30), this);
  }

  static Stream of(String... chunks) {
    Stream stream = new Stream(1 << 20);
    for (String chunk : chunks) {
      stream.feed(chunk);
    }
    return stream;
  }

  Stream feed(String chunk) {
    return feed(chunk.getBytes(UTF_8));
  }

  Stream feed(byte[] chunk) {
    fed.writeBytes(chunk);
    try {
      deframer.feed(chunk, 0, chunk.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Stream paused() {
    deframer.paused();
    return this;
  }

  Stream stalled() {
    deframer.stalled();
    return this;
  }

  Stream closed() {
    deframer.closed();
    return this;
  }

  @Override
  public void message(byte[] payload, String framing, Map<String, String> keys) {
    messages.add(new Message(new String(payload, UTF_8), payload, framing, keys));
    given.writeBytes(payload);
  }

  @Override
  public void frame(byte[] bytes, int from, int to) {
    frames.write(bytes, from, to - from);
    given.write(bytes, from, to - from);
  }

  List<String> texts() {
    return messages.stream().map(Message::text).toList();
  }

  /** One line a message: framing, keys, text. */
  List<String> labelled() {
    return messages.stream()
        .map(m -> m.framing() + (m.keys().isEmpty() ? "" : m.keys()) + " " + m.text())
        .toList();
  }

  static String octets(String message) {
    return message.getBytes(UTF_8).length + " " + message;
  }
}
