package io.akashi.store.internal.entry;

import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.store.Entry;
import io.akashi.store.EntryHeader;
import io.akashi.store.MalformedEntryException;
import io.akashi.store.internal.entry.Senders.Sender;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a header line, strictly: what {@link EntryEncoder} would not write is refused. */
public final class EntryParser {
  private static final String VERSION = "akashi/1 ";
  private static final int MAX_LENGTH_DIGITS = 18;
  private static final int SHA256_HEX = 64;
  private static final int SENDER_WORDS = 4;
  private static final Senders SENDERS = new Senders();

  private final byte[] array;
  private final int start;
  private final int end;
  private int at;

  private EntryParser(byte[] array, int start, int end) {
    this.array = array;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  /**
   * The header in {@code headerLength} bytes at {@code offset}, followed by LF and {@code
   * payloadLength} bytes.
   *
   * @throws MalformedEntryException when it breaks the grammar or contradicts the payload
   */
  public static EntryHeader parse(byte[] array, int offset, int headerLength, int payloadLength) {
    return new EntryParser(array, offset, offset + headerLength).header(payloadLength);
  }

  /**
   * A header that is kept in two parts; the payload is not compared.
   *
   * @param receivedMicros the time in it
   * @param rest what stands behind the time, without the space between
   * @throws MalformedEntryException when the rest breaks the grammar
   */
  public static EntryHeader parse(long receivedMicros, byte[] rest) {
    byte[] spaced = new byte[rest.length + 1];
    spaced[0] = ' ';
    System.arraycopy(rest, 0, spaced, 1, rest.length);
    return new EntryParser(spaced, 0, spaced.length).behindTime(receivedMicros);
  }

  private EntryHeader header(int payloadLength) {
    for (int i = 0; i < VERSION.length(); i++) {
      if (at >= end || array[at] != VERSION.charAt(i)) {
        throw malformed("does not begin with 'akashi/1 '");
      }
      at++;
    }
    if (end - at < ReceivedTime.LENGTH) {
      throw malformed("no time");
    }
    long received = ReceivedTime.parse(array, at, start);
    at += ReceivedTime.LENGTH;
    EntryHeader header = behindTime(received);
    boolean beside = header.keys().containsKey(EntryHeader.KEY_DIGEST);
    checkPayload(beside, header.length(), payloadLength);
    return header;
  }

  private EntryHeader behindTime(long received) {
    Sender sender = sender();
    long length = length();
    Map<String, String> keys = keys();
    return new EntryHeader(
        received,
        sender.source(),
        sender.transport(),
        sender.peer(),
        sender.framing(),
        length,
        keys);
  }

  private Sender sender() {
    int from = at;
    int to = from;
    for (int word = 0; word < SENDER_WORDS && to < end; word++) {
      to++;
      while (to < end && array[to] != ' ') {
        to++;
      }
    }
    Sender known = SENDERS.find(array, from, to);
    if (known != null) {
      at = to;
      return known;
    }
    Sender read = readSender();
    SENDERS.keep(array, from, at, read);
    return read;
  }

  private Sender readSender() {
    String source = word("source");
    if (!SourceId.isValid(source)) {
      throw malformed("source is not 1 to 64 of a-z 0-9 . _ -");
    }
    Transport transport =
        Transport.of(word("transport")).orElseThrow(() -> malformed("no such transport"));
    return new Sender(new SourceId(source), transport, text("peer"), text("framing"));
  }

  private void checkPayload(boolean beside, long length, int payloadLength) {
    if (beside) {
      if (payloadLength != 0 || length <= Entry.MAX_PAYLOAD_BYTES) {
        throw malformed("a payload beside is longer than 60,000 bytes and not in the entry");
      }
    } else if (length != payloadLength || length > Entry.MAX_PAYLOAD_BYTES) {
      throw malformed("length %d, but %d bytes follow".formatted(length, payloadLength));
    }
  }

  /** Steps over one space and to the end of the word behind it; returns the word's start. */
  private int step(String name) {
    if (at >= end || array[at] != ' ') {
      throw malformed("no space before " + name);
    }
    int from = ++at;
    while (at < end && array[at] != ' ') {
      at++;
    }
    if (at == from) {
      throw malformed(name + " is empty");
    }
    return from;
  }

  private String word(String name) {
    int from = step(name);
    return new String(array, from, at - from, StandardCharsets.ISO_8859_1);
  }

  private String text(String name) {
    int from = step(name);
    return decode(name, from);
  }

  private String decode(String name, int from) {
    String text = PercentText.decode(array, from, at);
    if (text == null) {
      throw malformed(name + " is not percent-encoded as it must be");
    }
    return text;
  }

  private long length() {
    int from = step("length");
    long value = 0;
    for (int i = from; i < at; i++) {
      if (array[i] < '0' || array[i] > '9') {
        throw malformed("length is not a number");
      }
      value = value * 10 + (array[i] - '0');
    }
    if (at - from > MAX_LENGTH_DIGITS || (at - from > 1 && array[from] == '0')) {
      throw malformed("length has too many digits");
    }
    return value;
  }

  private Map<String, String> keys() {
    if (at >= end) {
      return Map.of();
    }
    Map<String, String> keys = new LinkedHashMap<>();
    while (at < end) {
      int from = ++at;
      if (array[from - 1] != ' ') {
        throw malformed("no space before key");
      }
      while (at < end && array[at] != '=' && array[at] != ' ') {
        at++;
      }
      String name = new String(array, from, at - from, StandardCharsets.ISO_8859_1);
      if (at >= end || array[at] != '=' || !EntryEncoder.isKeyName(name)) {
        throw malformed("key is not 1 to 32 of a-z 0-9 . _ - and '='");
      }
      from = ++at;
      while (at < end && array[at] != ' ') {
        at++;
      }
      String value = decode(name, from);
      if (keys.put(name, value) != null) {
        throw malformed("key " + name + " comes twice");
      }
      if (name.equals(EntryHeader.KEY_DIGEST) && !isDigest(value)) {
        throw malformed("digest is not sha256: and 64 lower-case hex digits");
      }
    }
    return keys;
  }

  private static boolean isDigest(String value) {
    if (!value.startsWith(EntryEncoder.SHA256)
        || value.length() != EntryEncoder.SHA256.length() + SHA256_HEX) {
      return false;
    }
    for (int i = EntryEncoder.SHA256.length(); i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private MalformedEntryException malformed(String reason) {
    return new MalformedEntryException(reason, at - start);
  }
}
