package io.akashi.event.fhir;

import io.akashi.event.AuditEvent;
import io.akashi.event.Charsets;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceProfile;
import io.akashi.event.syslog.MessageDecoder;
import io.akashi.event.syslog.Unwrapped;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * FHIR AuditEvents of R4, R5 and the R6 ballot in JSON and XML, alone or in a Bundle: one event for
 * each resource and each patient. Columns and codes: {@code docs/formats/event.md}.
 */
public final class FhirAuditDecoder implements MessageDecoder {
  /** The decoder's name. */
  public static final String NAME = "fhir";

  private static final int VERSION = 1;
  private static final String LABEL = NAME + "@" + VERSION;
  private static final int MOST_EVENTS = 4_096;

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
    return EntryUnit.JSON_VALUE;
  }

  @Override
  public List<AuditEvent> decode(Unwrapped entry, SourceProfile profile) {
    FhirDocument document = read(entry, charset(profile.charset()));
    List<FhirElement> audits = new ArrayList<>(1);
    int others = 0;
    List<String> notes = new ArrayList<>(document.notes());
    for (FhirElement resource : document.resources()) {
      // What broke off before it said what it is may be anything: that it broke is noted.
      boolean brokeOff = !notes.isEmpty() && resource.text(FhirElement.RESOURCE_TYPE) == null;
      others += brokeOff ? 0 : collect(resource, audits);
    }
    if (others > 0 && !audits.isEmpty()) {
      notes.add(
          "AuditEventでないリソースが%d件あります / resources other than AuditEvent: %1$d".formatted(others));
    }
    if (audits.size() > MOST_EVENTS) {
      notes.add("多すぎます / only the first %d of %d".formatted(MOST_EVENTS, audits.size()));
    }
    List<AuditEvent> events = new ArrayList<>(audits.size());
    for (FhirElement audit : audits) {
      if (events.size() < MOST_EVENTS) {
        events.addAll(
            new AuditEventResource(audit, entry, profile)
                .events(
                    () -> entry.begin(profile, NAME, LABEL, notes), MOST_EVENTS - events.size()));
      }
    }
    return events.isEmpty()
        ? List.of(entry.unreadable(profile, NAME, LABEL, notes, "AuditEventがありません / no AuditEvent"))
        : events;
  }

  private static FhirDocument read(Unwrapped entry, @Nullable Charset charset) {
    byte[] bytes = entry.bytes();
    int from = entry.from();
    int to = entry.to();
    return isXml(bytes, from, to)
        ? FhirXml.read(bytes, from, to, charset)
        : FhirJson.read(bytes, from, to, charset);
  }

  /** Whether the first character is {@code <}, also in UTF-16. */
  private static boolean isXml(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && ((bytes[at] & 0xff) <= ' ' || (bytes[at] & 0xff) >= 0xfe)) {
      at++;
    }
    return at < to && bytes[at] == '<';
  }

  /** Adds AuditEvents, also those in a Bundle; gives the number of other resources. */
  private static int collect(FhirElement resource, List<FhirElement> audits) {
    String type = resource.text(FhirElement.RESOURCE_TYPE);
    if ("AuditEvent".equals(type)) {
      audits.add(resource);
      return 0;
    }
    if (!"Bundle".equals(type)) {
      return 1;
    }
    int others = 0;
    for (FhirElement entry : resource.all("entry")) {
      FhirElement inner = entry.child("resource");
      others += inner == null ? 0 : collect(inner, audits);
    }
    return others;
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
