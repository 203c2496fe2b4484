package io.akashi.store.internal.entry;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.store.Entry;
import io.akashi.store.EntryHeader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes arrivals as entries, without garbage for ordinary ones. Never fails for what an arrival
 * says of itself: the payload comes first.
 *
 * <ul>
 *   <li>A peer above 255 or a framing above 64 encoded bytes, or an empty one, is written as {@code
 *       -}.
 *   <li>A key whose name is not 1 to 32 of {@code a-z 0-9 . _ -}, whose name is {@code digest} or
 *       {@code dropped}, or that does not fit the 4,096 bytes any more, is left out; {@code
 *       dropped=N} at the end says how many. Keys behind one that is too long are still written.
 *   <li>A time outside the years 0000 to 9999 becomes the nearest inside.
 * </ul>
 *
 * <p>Not safe for use by many threads.
 */
public final class EntryEncoder {
  static final String SHA256 = "sha256:";

  private static final int MAX_PEER_BYTES = 255;
  private static final int MAX_FRAMING_BYTES = 64;
  private static final int MAX_KEY_NAME = 32;

  /** Room for {@code " dropped=" } and ten digits, kept free until the end. */
  private static final int DROPPED_BYTES = 19;

  private static final byte[] VERSION = "akashi/1 ".getBytes(StandardCharsets.US_ASCII);

  private final ReceivedTime time = new ReceivedTime();
  private byte[] to = {};
  private int at;

  /**
   * Writes the whole entry of an arrival.
   *
   * @param digest SHA-256 of the payload in lower-case hex when the payload lies beside, else null
   * @param to has room for {@link Entry#MAX_BYTES} at {@code offset}
   * @return length of the entry
   */
  public int encode(Arrival arrival, @Nullable String digest, byte[] to, int offset) {
    byte[] payload = arrival.payload();
    if ((digest == null) == (payload.length > Entry.MAX_PAYLOAD_BYTES)) {
      throw new IllegalArgumentException("payload of %d bytes".formatted(payload.length));
    }
    this.to = to;
    this.at = offset;
    System.arraycopy(VERSION, 0, to, at, VERSION.length);
    at += VERSION.length;
    time.write(arrival.receivedMicros(), to, at);
    at += ReceivedTime.LENGTH;
    space();
    plain(arrival.source().value());
    space();
    plain(arrival.transport().label());
    space();
    text(arrival.peer(), MAX_PEER_BYTES);
    space();
    text(arrival.framing(), MAX_FRAMING_BYTES);
    space();
    number(payload.length);
    if (digest != null) {
      space();
      plain(EntryHeader.KEY_DIGEST);
      to[at++] = '=';
      plain(SHA256);
      plain(digest);
    }
    if (!arrival.keys().isEmpty()) {
      keys(arrival.keys(), offset + Entry.MAX_HEADER_BYTES - DROPPED_BYTES);
    }
    to[at++] = '\n';
    if (digest == null) {
      System.arraycopy(payload, 0, to, at, payload.length);
      at += payload.length;
    }
    return at - offset;
  }

  /** Whether a key may have this name. */
  static boolean isKeyName(String name) {
    return name.length() <= MAX_KEY_NAME && SourceId.isValid(name);
  }

  private void keys(Map<String, String> keys, int limit) {
    int dropped = 0;
    for (Map.Entry<String, String> key : keys.entrySet()) {
      if (!key(key.getKey(), key.getValue(), limit)) {
        dropped++;
      }
    }
    if (dropped > 0) {
      space();
      plain(EntryHeader.KEY_DROPPED);
      to[at++] = '=';
      number(dropped);
    }
  }

  private boolean key(String name, String value, int limit) {
    boolean ours = name.equals(EntryHeader.KEY_DIGEST) || name.equals(EntryHeader.KEY_DROPPED);
    int room = limit - at - name.length() - 2;
    // No encoding is shorter than one byte a character: do not encode what cannot fit.
    if (ours || !isKeyName(name) || value.length() > room) {
      return false;
    }
    byte[] encoded = PercentText.isPlain(value) ? null : PercentText.encode(value);
    if (encoded != null && encoded.length > room) {
      return false;
    }
    space();
    plain(name);
    to[at++] = '=';
    if (encoded == null) {
      plain(value);
    } else {
      bytes(encoded);
    }
    return true;
  }

  private void text(String text, int max) {
    if (text.isEmpty() || text.length() > max) {
      plain(Arrival.NONE);
    } else if (PercentText.isPlain(text)) {
      plain(text);
    } else {
      byte[] encoded = PercentText.encode(text);
      if (encoded.length > max) {
        plain(Arrival.NONE);
      } else {
        bytes(encoded);
      }
    }
  }

  private void space() {
    to[at++] = ' ';
  }

  private void bytes(byte[] bytes) {
    System.arraycopy(bytes, 0, to, at, bytes.length);
    at += bytes.length;
  }

  private void plain(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      to[at++] = (byte) ascii.charAt(i);
    }
  }

  private void number(int value) {
    int digits = 1;
    for (int rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    for (int i = digits - 1; i >= 0; i--) {
      to[at + i] = (byte) ('0' + value % 10);
      value /= 10;
    }
    at += digits;
  }
}
