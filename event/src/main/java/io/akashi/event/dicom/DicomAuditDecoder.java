package io.akashi.event.dicom;

import io.akashi.event.AuditEvent;
import io.akashi.event.Charsets;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceProfile;
import io.akashi.event.internal.xml.XmlElement;
import io.akashi.event.internal.xml.XmlReader;
import io.akashi.event.syslog.MessageDecoder;
import io.akashi.event.syslog.Unwrapped;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * DICOM audit messages (PS3.15 A.5), their dialects RFC 3881 and JAHIS and the older IHEYr4, bare
 * or behind a syslog header: one event for each patient, one when there is none. Columns and codes:
 * {@code docs/formats/event.md}.
 */
public final class DicomAuditDecoder implements MessageDecoder {
  /** The decoder's name. */
  public static final String NAME = "dicom";

  private static final int VERSION = 1;
  private static final String LABEL = NAME + "@" + VERSION;
  private static final int MOST_EVENTS = 4_096;
  private static final int LONGEST_HEADER = 2_048;
  private static final Set<String> ROOTS = Set.of("AuditMessage", YearFourMessage.ROOT);
  private static final List<String> MARKS = List.of("<?xml", "<AuditMessage", "<IHEYr4");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public EntryUnit unit(SourceProfile profile) {
    return EntryUnit.XML_ELEMENT;
  }

  @Override
  public List<AuditEvent> decode(Unwrapped entry, SourceProfile profile) {
    int start = start(entry);
    XmlReader xml = XmlReader.over(entry.bytes(), start, entry.to(), charset(profile.charset()));
    List<XmlElement> messages = new ArrayList<>(1);
    for (XmlElement message = XmlElement.next(xml, ROOTS);
        message != null;
        message = XmlElement.next(xml, ROOTS)) {
      messages.add(message);
    }
    List<String> notes = xml.notes();
    List<AuditEvent> events = new ArrayList<>(messages.size());
    for (XmlElement message : messages) {
      if (events.size() < MOST_EVENTS) {
        Supplier<AuditEvent.Builder> begin = () -> entry.begin(profile, NAME, LABEL, notes);
        if (message.name().equals(YearFourMessage.ROOT)) {
          events.add(YearFourMessage.event(message, entry, profile, begin.get()));
        } else {
          int most = MOST_EVENTS - events.size();
          events.addAll(new AuditMessage(message, entry, profile).events(begin, most));
        }
      }
    }
    return events.isEmpty()
        ? List.of(
            entry.unreadable(profile, NAME, LABEL, notes, "AuditMessageがありません / no AuditMessage"))
        : events;
  }

  /** Behind a header that {@link Unwrapped} does not know: one in a file, one of a vendor. */
  private static int start(Unwrapped entry) {
    byte[] bytes = entry.bytes();
    int first = entry.from();
    boolean markup = first + 1 < entry.to() && bytes[first] == '<' && bytes[first + 1] > '9';
    int limit = markup ? first : Math.min(entry.to(), first + LONGEST_HEADER);
    for (String mark : MARKS) {
      int found = XmlReader.find(bytes, first, limit, mark);
      if (found >= 0) {
        return found;
      }
    }
    return first;
  }

  private static @Nullable Charset charset(@Nullable String name) {
    try {
      return name == null ? null : Charsets.of(name);
    } catch (IllegalArgumentException unknown) {
      // The configuration names a charset that does not exist; the bytes speak for themselves.
      return null;
    }
  }
}
