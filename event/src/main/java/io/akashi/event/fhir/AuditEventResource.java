package io.akashi.event.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Action;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.event.SourceProfile;
import io.akashi.event.dicom.DicomCodes;
import io.akashi.event.internal.codes.KindTable;
import io.akashi.event.internal.text.FieldList;
import io.akashi.event.internal.text.Fields;
import io.akashi.event.internal.time.TimePattern;
import io.akashi.event.internal.time.TimeReading;
import io.akashi.event.internal.time.ZoneClock;
import io.akashi.event.syslog.Unwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The events of one AuditEvent: one for each patient, one when there is none. */
final class AuditEventResource {
  /** More patients than this do not each get all of what the resource says of others. */
  private static final int WHOLE = 16;

  /** Of that many patients, only the first has texts longer than this. */
  private static final int LONGEST_OF_MANY = 1_024;

  private static final String BALP = "IHE.BasicAudit";
  private static final KindTable KINDS = KindTable.load(AuditEventResource.class, "kinds.tsv");
  private static final TimePattern TIME = TimePattern.of("iso");

  private final FhirElement resource;
  private final Unwrapped entry;
  private final SourceProfile profile;
  private final List<FhirElement> agents;
  private final FieldList fields = new FieldList();

  AuditEventResource(FhirElement resource, Unwrapped entry, SourceProfile profile) {
    this.resource = resource;
    this.entry = entry;
    this.profile = profile;
    this.agents = resource.all("agent");
    Contained.resolve(resource);
  }

  /**
   * The events.
   *
   * @param begin makes builders that hold what is known without reading the resource
   * @param most how many at most
   */
  List<AuditEvent> events(Supplier<AuditEvent.Builder> begin, int most) {
    AuditEvent.Builder common = begin.get();
    Entities entities = new Entities(resource);
    List<Entities.Patient> patients = entities.patients(resource);
    fillEvent(common);
    common.set(Column.ENCOUNTER_ID, References.id(resource.child("encounter")));
    entities.fill(common, fields);
    fillRest(common);
    if (patients.isEmpty()) {
      return List.of(finish(common, entry.fields(), true));
    }
    int count = Math.min(most, patients.size());
    if (count < patients.size()) {
      common.flaw(
          DecodeStatus.PARTIAL,
          "患者が多すぎます / only the first %d of %d patients".formatted(count, patients.size()));
    }
    AuditEvent shared = common.build();
    AuditEvent lean = count <= WHOLE ? shared : shared.toBuilder().shorten(LONGEST_OF_MANY).build();
    List<AuditEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Entities.Patient patient = patients.get(i);
      FieldList own = new FieldList();
      FhirFields.keep(own, patient.entity(), patient.path());
      Fields all = entry.fields();
      own.copyTo(all);
      AuditEvent.Builder event =
          (i == 0 ? shared : lean).toBuilder().set(Column.PATIENT_ID, patient.id());
      events.add(finish(event, all, i == 0 || count <= WHOLE));
    }
    return events;
  }

  private AuditEvent finish(AuditEvent.Builder event, Fields all, boolean whole) {
    if (whole) {
      fields.copyTo(all);
    }
    if (all.isFull()) {
      event.flaw(DecodeStatus.PARTIAL, "項目が多すぎます / too many names for fields");
    }
    return event.set(Column.FIELDS, all.toJson()).build();
  }

  private void fillEvent(AuditEvent.Builder event) {
    setTime(event);
    List<String> types = Coding.codes(resource, "type");
    Coding.addCodes(resource, "category", types);
    List<String> subtypes = Coding.codes(resource, "subtype");
    Coding.addCodes(resource, "code", subtypes);
    String action = resource.text("action");
    if (action != null && Action.of(action).isPresent()) {
      event.set(Column.ACTION, resource.tell("action"));
    }
    Outcome outcome = setOutcome(event);
    boolean failed = outcome != null && outcome != Outcome.SUCCESS;
    if (types.isEmpty() && subtypes.isEmpty()) {
      event.flaw(DecodeStatus.PARTIAL, "種別がありません / neither type nor code");
    }
    event.set(Column.KIND, kind(types, subtypes, action, failed).id());
    Agents people = new Agents(agents);
    people.fill(event, types.contains("rest"), action);
    String purpose = Coding.label(resource, "purposeOfEvent");
    purpose = purpose == null ? Coding.label(resource, "authorization") : purpose;
    event.set(Column.PURPOSE, purpose == null ? people.purpose() : purpose);
  }

  /** Several categories say it as one does: the first that says anything. */
  private static Kind kind(
      List<String> types, List<String> subtypes, @Nullable String action, boolean failed) {
    for (String type : types) {
      Kind kind = KINDS.find(type, subtypes, action, failed);
      if (kind != null) {
        return kind;
      }
    }
    Kind kind = types.isEmpty() ? KINDS.find(null, subtypes, action, failed) : null;
    for (int i = 0; i < types.size() && (kind == null || kind == Kind.UNCLASSIFIED); i++) {
      kind = DicomCodes.kind(types.get(i), subtypes, action, failed);
    }
    return kind == null ? DicomCodes.kind(null, subtypes, action, failed) : kind;
  }

  private void setTime(AuditEvent.Builder event) {
    boolean read =
        setTime(event, "occurredDateTime")
            || setTime(event, "occurredPeriod", "start")
            || setTime(event, "period", "start")
            || setTime(event, "recorded");
    if (!read) {
      event.flaw(DecodeStatus.PARTIAL, "recordedが時刻ではありません / recorded is no time");
    }
  }

  private boolean setTime(AuditEvent.Builder event, String... path) {
    String text = resource.text(path);
    if (text == null) {
      return false;
    }
    byte[] bytes = text.strip().getBytes(UTF_8);
    TimeReading reading = new TimeReading();
    if (!TIME.read(bytes, 0, bytes.length, reading)) {
      return false;
    }
    ZoneClock clock = ZoneClock.of(profile.zone());
    event
        .set(Column.OCCURRED_AT, reading.utcMicros(clock, entry.arrival().receivedMicros()))
        .set(Column.TIME_QUALITY, reading.quality(clock));
    resource.tell(path);
    return true;
  }

  private @Nullable Outcome setOutcome(AuditEvent.Builder event) {
    FhirElement said = resource.child("outcome");
    if (said == null) {
      return null;
    }
    String message = resource.tell("outcomeDesc");
    event.set(Column.MESSAGE, message == null ? Coding.label(said, "detail") : message);
    String code = said.value() == null ? said.text("code", "code") : said.value();
    Outcome outcome =
        switch (code) {
          case "0", "success", "information" -> Outcome.SUCCESS;
          case "4", "warning" -> Outcome.MINOR;
          case "8", "error" -> Outcome.SERIOUS;
          case "12", "fatal" -> Outcome.MAJOR;
          case null -> null;
          default -> Outcome.UNKNOWN;
        };
    event.set(Column.OUTCOME, outcome == null ? null : outcome.id());
    if (outcome != null && outcome != Outcome.UNKNOWN) {
      resource.tell("outcome");
    }
    return outcome;
  }

  private void fillRest(AuditEvent.Builder event) {
    FhirElement source = resource.child("source");
    FhirElement observer = source == null ? null : source.child("observer");
    if (event.get(Column.SYSTEM) == null && observer != null) {
      String display = observer.text("display");
      event.set(Column.SYSTEM, display == null ? References.id(observer) : display);
    }
    for (int i = 0; i < agents.size(); i++) {
      FhirFields.keep(fields, agents.get(i), "agent[" + i + "]");
    }
    FhirFields.keepResource(fields, resource);
    if (claimsBalp()) {
      fields.put("balp", String.valueOf(observer != null && hasMinimum()));
    }
  }

  private boolean claimsBalp() {
    FhirElement meta = resource.child("meta");
    return meta != null
        && meta.all("profile").stream()
            .anyMatch(said -> said.value() != null && said.value().contains(BALP));
  }

  /** What every profile of BALP demands. */
  private boolean hasMinimum() {
    boolean typed = resource.child("type") != null || resource.child("category") != null;
    return typed
        && resource.text("recorded") != null
        && agents.stream().anyMatch(agent -> agent.child("who") != null);
  }
}
