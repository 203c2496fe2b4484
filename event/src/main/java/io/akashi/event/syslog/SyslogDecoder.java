package io.akashi.event.syslog;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Charsets;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Decoder;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.text.JsonText;
import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.syslog.SyslogHeader.Dialect;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any syslog message: one entry is one message and gives one event. The header fills {@code
 * occurred_at}, {@code program} and {@code fields} ({@code facility}, {@code host}, {@code msgid},
 * {@code procid}, {@code severity}, {@code structured_data}); the rest is {@code message}. What the
 * words mean is left to others: the kind stays {@code unclassified}.
 */
public final class SyslogDecoder implements Decoder {
  /** The decoder's name, the format of a source that says nothing else. */
  public static final String NAME = "syslog";

  private static final int VERSION = 1;
  private static final String LABEL = NAME + "@" + VERSION;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public List<AuditEvent> decode(Arrival arrival, SourceProfile profile) {
    byte[] bytes = arrival.payload();
    SyslogHeader header = SyslogHeader.parse(bytes, 0, bytes.length);
    AuditEvent.Builder event = AuditEvent.builder(arrival, profile, NAME, LABEL);
    event
        .set(Column.OCCURRED_AT, header.occurredMicros(arrival.receivedMicros(), profile.zone()))
        .set(Column.TIME_QUALITY, header.timeQuality(profile.zone()))
        .set(Column.PROGRAM, header.program())
        .set(Column.FIELDS, fields(header));
    message(event, header, profile.charset());
    flaws(event, header, arrival);
    return List.of(event.build());
  }

  private static void message(
      AuditEvent.Builder event, SyslogHeader header, @Nullable String charsetName) {
    byte[] bytes = header.bytes;
    int from = header.messageStart();
    int to = header.end;
    // Terminators that senders leave inside the frame; the entry keeps them.
    while (to > from && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r' || bytes[to - 1] == 0)) {
      to--;
    }
    Charset charset = charset(event, charsetName);
    PayloadText text =
        charset == null
            ? PayloadText.guess(bytes, from, to)
            : PayloadText.read(bytes, from, to, charset);
    event.set(Column.MESSAGE, text.value());
    if (text.note() != null) {
      event.flaw(DecodeStatus.PARTIAL, text.note());
    }
  }

  private static @Nullable Charset charset(AuditEvent.Builder event, @Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      return Charsets.of(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      event.flaw(DecodeStatus.PARTIAL, "文字コード名が不明です / unknown charset '" + name + "'");
      return null;
    }
  }

  private static void flaws(AuditEvent.Builder event, SyslogHeader header, Arrival arrival) {
    if (header.dialect() == Dialect.BARE && header.priority() < 0) {
      event.flaw(DecodeStatus.PARTIAL, "syslogヘッダーがありません / no syslog header");
    }
    if (!header.intact()) {
      event.flaw(DecodeStatus.PARTIAL, "構造化データが閉じていません / structured data missing or not closed");
    }
    if (header.priority() > SyslogHeader.HIGHEST_PRIORITY) {
      event.flaw(DecodeStatus.PARTIAL, "PRIが191を超えています / PRI above 191");
    }
    if (arrival.keys().containsKey(Arrival.KEY_TRUNCATED)) {
      event.flaw(DecodeStatus.PARTIAL, "受信時に切り詰められました / cut when it was received");
    }
  }

  private static @Nullable String fields(SyslogHeader header) {
    StringBuilder out = new StringBuilder(96).append('{');
    if (header.facility() >= 0) {
      out.append("\"facility\":").append(header.facility());
    }
    field(out, "host", header.host());
    field(out, "msgid", header.messageId());
    if (header.priority() > SyslogHeader.HIGHEST_PRIORITY) {
      name(out, "pri").append(header.priority());
    }
    field(out, "procid", header.processId());
    if (header.severity() >= 0) {
      name(out, "severity").append(header.severity());
    }
    if (header.hasData()) {
      name(out, "structured_data");
      StructuredData.appendJson(out, header.bytes, header.dataStart, header.dataEnd);
    }
    return out.length() == 1 ? null : out.append('}').toString();
  }

  private static void field(StringBuilder out, String name, @Nullable String value) {
    if (value != null) {
      JsonText.quote(name(out, name), value);
    }
  }

  private static StringBuilder name(StringBuilder out, String name) {
    if (out.length() > 1) {
      out.append(',');
    }
    return out.append('"').append(name).append("\":");
  }
}
