package io.akashi.event.windows;

import io.akashi.event.AuditEvent;
import io.akashi.event.Charsets;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.syslog.MessageDecoder;
import io.akashi.event.syslog.Unwrapped;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Windows events that others have rendered, bare or behind a syslog header. {@link #xml()}: the XML
 * of Event Viewer, {@code wevtutil} and Windows Event Forwarding. {@link #json()}: Winlogbeat and
 * Elastic Agent, NXLog, Fluent Bit ({@code winevtlog}, {@code winlog}), {@code evtx_dump}. The two
 * differ in how a file is cut; each reads what the other's messages hold, too.
 */
public final class WindowsEventDecoder implements MessageDecoder {
  /** The name of the decoder whose files are XML. */
  public static final String XML = "windows-xml";

  /** The name of the decoder whose files are JSON. */
  public static final String JSON = "windows-json";

  static final int MOST_EVENTS = 4_096;

  private static final int VERSION = 1;
  private static final byte[] COOKIE = {'@', 'c', 'e', 'e', ':'};

  private final String name;
  private final EntryUnit unit;

  private WindowsEventDecoder(String name, EntryUnit unit) {
    this.name = name;
    this.unit = unit;
  }

  /** Reads files of XML elements. */
  public static WindowsEventDecoder xml() {
    return new WindowsEventDecoder(XML, EntryUnit.XML_ELEMENT);
  }

  /** Reads files of JSON values. */
  public static WindowsEventDecoder json() {
    return new WindowsEventDecoder(JSON, EntryUnit.JSON_VALUE);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public EntryUnit unit(SourceProfile profile) {
    return unit;
  }

  @Override
  public List<AuditEvent> decode(Unwrapped unwrapped, SourceProfile profile) {
    Unwrapped message = whole(unwrapped);
    Charset charset = charset(profile.charset());
    List<WindowsEvent> found =
        isJson(message)
            ? new JsonEvents(charset).read(message.bytes(), start(message), message.to())
            : XmlEvents.read(message.bytes(), message.from(), message.to(), charset);
    List<AuditEvent> events = new ArrayList<>(found.size());
    String label = name + "@" + VERSION;
    for (WindowsEvent event : found) {
      AuditEvent.Builder out = message.begin(profile, name, label);
      events.add(WindowsMeaning.apply(event, out, message.fields(), profile.zone()).build());
    }
    if (events.isEmpty()) {
      events.add(unreadable(message, profile, label));
    }
    return events;
  }

  /** Of UTF-16 the NUL at the end is half of the last character. */
  private static Unwrapped whole(Unwrapped message) {
    byte[] bytes = message.bytes();
    boolean marked =
        bytes.length > 1
            && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
    return marked
        ? new Unwrapped(message.arrival(), message.header(), bytes, 0, bytes.length)
        : message;
  }

  private AuditEvent unreadable(Unwrapped message, SourceProfile profile, String label) {
    PayloadText text = PayloadText.guess(message.bytes(), message.from(), message.to());
    AuditEvent.Builder out = message.begin(profile, name, label);
    WindowsMeaning.set(out, Column.MESSAGE, text.value());
    return out.set(Column.FIELDS, message.fields().toJson())
        .flaw(
            DecodeStatus.UNREADABLE, "Windowsのイベントがありません / no Windows event, neither XML nor JSON")
        .build();
  }

  /** A charset that was configured; an unknown name is as if none was. */
  private static @Nullable Charset charset(@Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      return Charsets.of(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return null;
    }
  }

  private static boolean isJson(Unwrapped message) {
    byte[] bytes = message.bytes();
    int start = start(message);
    if (start == message.to()) {
      return false;
    }
    // UTF-16 of either order: its mark, then the sign with a NUL before or behind it.
    boolean wide = start == 0 && bytes.length > 3 && (bytes[2] == 0 || bytes[3] == 0);
    byte sign = wide ? (byte) (bytes[2] | bytes[3]) : bytes[start];
    return sign == '{' || sign == '[';
  }

  /** Where the JSON begins: behind blanks and {@code @cee:}. */
  private static int start(Unwrapped message) {
    byte[] bytes = message.bytes();
    int at = skipBlank(bytes, message.from(), message.to());
    if (message.to() - at > COOKIE.length && startsWithCookie(bytes, at)) {
      return skipBlank(bytes, at + COOKIE.length, message.to());
    }
    return at;
  }

  private static boolean startsWithCookie(byte[] bytes, int at) {
    for (int i = 0; i < COOKIE.length; i++) {
      if (bytes[at + i] != COOKIE[i]) {
        return false;
      }
    }
    return true;
  }

  private static int skipBlank(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to
        && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
      at++;
    }
    return at;
  }
}
