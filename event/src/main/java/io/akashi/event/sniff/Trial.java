package io.akashi.event.sniff;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Kind;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import io.akashi.event.lines.LinesDecoder;
import io.akashi.event.lines.Mapping;
import io.akashi.event.lines.MappingException;
import io.akashi.event.lines.Mappings;
import io.akashi.event.lines.RecordCutter;
import io.akashi.event.sniff.table.SampleText;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The sample read with the proposed mapping, by the decoder that will read the file.
 *
 * @param records that gave events, headings left out
 * @param full how many of them were understood fully
 * @param first the first events
 * @param refused why the mapping cannot be used, or empty
 */
record Trial(int records, int full, List<AuditEvent> first, String refused) {
  private static final int MOST_RECORDS = 2_000;
  private static final int SHOWN = 10;
  private static final int LONGEST = 1 << 16;

  static Trial of(String name, String yaml, SampleText text) {
    Mapping mapping;
    try {
      mapping = Mapping.parse(name + ".yaml", yaml);
    } catch (MappingException e) {
      return new Trial(0, 0, List.of(), String.valueOf(e.getMessage()));
    }
    LinesDecoder decoder = new LinesDecoder(Mappings.of(List.of(mapping)));
    SourceId source = new SourceId("sniff");
    SourceProfile profile =
        new SourceProfile(
            source,
            LinesDecoder.NAME,
            mapping.name(),
            text.charset().name(),
            SourceProfile.DEFAULT_ZONE,
            null,
            null);
    RecordCutter cutter = RecordCutter.of(mapping, text.charset());
    byte[] bytes = text.bytes();
    List<AuditEvent> first = new ArrayList<>();
    int records = 0;
    int full = 0;
    int at = 0;
    for (int n = 0; n < MOST_RECORDS && at < bytes.length; n++) {
      int end = cutter.end(bytes, at, bytes.length);
      end = end < 0 ? cutter.lineEnd(bytes, at, bytes.length) : end;
      end = end < 0 ? bytes.length : end;
      if (end - at <= LONGEST) {
        byte[] record = Arrays.copyOfRange(bytes, at, withoutBreak(bytes, at, end, text.charset()));
        for (AuditEvent event : decoder.decode(arrival(source, record), profile)) {
          if (!Kind.NOTE.id().equals(event.text(Column.KIND))) {
            records++;
            full += DecodeStatus.FULL.id().equals(event.text(Column.DECODE_STATUS)) ? 1 : 0;
            if (first.size() < SHOWN) {
              first.add(event);
            }
          }
        }
      }
      at = end;
    }
    return new Trial(records, full, List.copyOf(first), "");
  }

  /** Breaks between records belong to none, as when a file is imported. */
  private static int withoutBreak(byte[] bytes, int from, int end, Charset charset) {
    int width = charset.name().startsWith("UTF-16") ? 2 : 1;
    int low = charset.name().equals("UTF-16BE") ? 1 : 0;
    int to = end;
    while (to - width >= from
        && (bytes[to - width + low] == '\n' || bytes[to - width + low] == '\r')
        && (width == 1 || bytes[to - 1 - low] == 0)) {
      to -= width;
    }
    return to;
  }

  private static Arrival arrival(SourceId source, byte[] payload) {
    return new Arrival(0, source, Transport.FILE, Arrival.NONE, Arrival.NONE, Map.of(), payload);
  }
}
