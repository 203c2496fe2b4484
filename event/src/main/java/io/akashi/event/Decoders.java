package io.akashi.event;

import io.akashi.event.auto.AutoDecoder;
import io.akashi.event.dicom.DicomAuditDecoder;
import io.akashi.event.fhir.FhirAuditDecoder;
import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.lines.LinesDecoder;
import io.akashi.event.lines.Mappings;
import io.akashi.event.syslog.SyslogDecoder;
import io.akashi.event.windows.WindowsEventDecoder;
import io.akashi.event.windows.evtx.EvtxDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The decoders by format name. Immutable, safe for use by many threads.
 *
 * <p>{@link #decode} never throws for what an entry contains and never loses one: an unknown format
 * or a defect of a decoder gives one event of status {@code unreadable} with the reason.
 */
public final class Decoders {
  private static final String NAME = "decoders";

  private final Map<String, Decoder> byName;

  private Decoders(Map<String, Decoder> byName) {
    this.byName = byName;
  }

  /**
   * The given decoders and no others.
   *
   * @throws IllegalArgumentException when two have the same name
   */
  public static Decoders of(List<Decoder> decoders) {
    Map<String, Decoder> byName = new TreeMap<>();
    for (Decoder decoder : decoders) {
      if (byName.put(decoder.name(), decoder) != null) {
        throw new IllegalArgumentException("two decoders are named '" + decoder.name() + "'");
      }
    }
    return new Decoders(byName);
  }

  /** Every decoder of this release, with the mappings it ships. */
  public static Decoders builtIn() {
    return with(Mappings.builtIn());
  }

  /** Every decoder of this release, with these mappings. */
  public static Decoders with(Mappings mappings) {
    List<Decoder> formats =
        List.of(
            new SyslogDecoder(),
            new LinesDecoder(mappings),
            new DicomAuditDecoder(),
            new FhirAuditDecoder(),
            new EvtxDecoder(),
            WindowsEventDecoder.xml(),
            WindowsEventDecoder.json());
    return of(Stream.concat(formats.stream(), Stream.of(new AutoDecoder(formats))).toList());
  }

  /** The format names, sorted: the FORMAT of {@code akashi import}. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** The decoder of that format, or empty. */
  public Optional<Decoder> find(String format) {
    return Optional.ofNullable(byName.get(format));
  }

  /** The events of one entry, read as the profile says. */
  public List<AuditEvent> decode(Arrival arrival, SourceProfile profile) {
    Decoder decoder = byName.get(profile.format());
    if (decoder == null) {
      return unreadable(
          arrival, profile, NAME, "形式が不明です / no decoder is named '" + profile.format() + "'");
    }
    try {
      return decoder.decode(arrival, profile);
    } catch (RuntimeException | StackOverflowError e) {
      // A defect of ours, not of the sender: the entry stays searchable and is counted.
      String label = decoder.name() + "@" + decoder.version();
      return unreadable(arrival, profile, label, "解読器の不具合です / decoder failed: " + e);
    }
  }

  private static List<AuditEvent> unreadable(
      Arrival arrival, SourceProfile profile, String label, String reason) {
    byte[] payload = arrival.payload();
    return List.of(
        AuditEvent.builder(arrival, profile, profile.format(), label)
            .set(Column.MESSAGE, PayloadText.guess(payload, 0, payload.length).value())
            .flaw(DecodeStatus.UNREADABLE, reason)
            .build());
  }
}
