package io.akashi.event.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Kind;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.codes.KindTable;
import io.akashi.event.internal.text.Fields;
import io.akashi.event.internal.text.NetworkPoint;
import io.akashi.event.internal.time.TimePattern;
import io.akashi.event.internal.time.TimeReading;
import io.akashi.event.internal.time.ZoneClock;
import io.akashi.event.internal.xml.XmlElement;
import io.akashi.event.syslog.Unwrapped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event of one {@code IHEYr4} message, the provisional schema of IHE before RFC 3881 that old
 * modalities still send: one element that names the event, beside {@code Host} and {@code
 * TimeStamp}.
 */
final class YearFourMessage {
  static final String ROOT = "IHEYr4";

  private static final KindTable KINDS = KindTable.load(YearFourMessage.class, "year4.tsv");
  private static final TimePattern TIME = TimePattern.of("iso");

  private YearFourMessage() {}

  static AuditEvent event(
      XmlElement root, Unwrapped entry, SourceProfile profile, AuditEvent.Builder event) {
    MessageFields fields = new MessageFields();
    XmlElement what = null;
    for (XmlElement child : root.children()) {
      boolean context = child.name().equals("Host") || child.name().equals("TimeStamp");
      what = what == null && !context ? child : what;
      fields.putForeign(child);
    }
    setTime(event, root.child("TimeStamp"), entry, profile);
    if (what == null) {
      event.flaw(DecodeStatus.PARTIAL, "イベントがありません / no event in IHEYr4");
    } else {
      List<String> actions = new ArrayList<>(1);
      addActions(what, actions);
      Kind kind = KINDS.find(what.name(), actions, null, false);
      event
          .set(Column.KIND, (kind == null ? Kind.UNCLASSIFIED : kind).id())
          .set(Column.USER_ID, text(what, "LocalUser"))
          .set(Column.PATIENT_ID, text(what, "PatientID"));
      String place = text(what, "IP");
      place = place == null ? text(what, "Hostname") : place;
      if (place != null) {
        event.set(NetworkPoint.isAddress(place) ? Column.ADDRESS : Column.TERMINAL, place);
      }
    }
    Fields all = entry.fields().put("event", what == null ? null : what.name());
    fields.copyTo(all);
    return event.set(Column.FIELDS, all.toJson()).build();
  }

  private static void addActions(XmlElement what, List<String> actions) {
    for (XmlElement child : what.children()) {
      if (child.name().endsWith("Action")) {
        actions.add(child.text());
      }
    }
  }

  private static void setTime(
      AuditEvent.Builder event,
      @Nullable XmlElement stamp,
      Unwrapped entry,
      SourceProfile profile) {
    byte[] bytes = stamp == null ? new byte[0] : stamp.text().strip().getBytes(UTF_8);
    TimeReading reading = new TimeReading();
    if (!TIME.read(bytes, 0, bytes.length, reading)) {
      event.flaw(DecodeStatus.PARTIAL, "TimeStampが時刻ではありません / TimeStamp is no time");
      return;
    }
    ZoneClock clock = ZoneClock.of(profile.zone());
    event
        .set(Column.OCCURRED_AT, reading.utcMicros(clock, entry.arrival().receivedMicros()))
        .set(Column.TIME_QUALITY, reading.quality(clock));
  }

  /** The text of the first element of that name, at any depth, or null. */
  private static @Nullable String text(XmlElement element, String name) {
    for (XmlElement child : element.children()) {
      if (child.name().equals(name)) {
        return child.text().isEmpty() ? null : child.text();
      }
      String inner = text(child, name);
      if (inner != null) {
        return inner;
      }
    }
    return null;
  }
}
