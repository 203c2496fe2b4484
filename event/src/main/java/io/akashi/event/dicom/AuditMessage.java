package io.akashi.event.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Action;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Outcome;
import io.akashi.event.SourceProfile;
import io.akashi.event.dicom.ParticipantObject.Role;
import io.akashi.event.internal.text.Fields;
import io.akashi.event.internal.time.TimePattern;
import io.akashi.event.internal.time.TimeReading;
import io.akashi.event.internal.time.ZoneClock;
import io.akashi.event.internal.xml.XmlElement;
import io.akashi.event.syslog.Unwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The events of one {@code AuditMessage}: one for each patient, one when there is none. */
final class AuditMessage {
  /** More patients than this do not each get all of what the message says of others. */
  private static final int WHOLE = 16;

  /** Of that many patients, only the first has texts longer than this. */
  private static final int LONGEST_OF_MANY = 1_024;

  private static final TimePattern TIME = TimePattern.of("iso");

  private final XmlElement root;
  private final Unwrapped entry;
  private final SourceProfile profile;
  private final List<XmlElement> participants = new ArrayList<>();
  private final List<ParticipantObject> patients = new ArrayList<>();
  private final List<ParticipantObject> objects = new ArrayList<>();
  private final MessageFields fields = new MessageFields();

  AuditMessage(XmlElement root, Unwrapped entry, SourceProfile profile) {
    this.root = root;
    this.entry = entry;
    this.profile = profile;
    int number = 0;
    for (XmlElement child : root.children()) {
      switch (child.name()) {
        case "ActiveParticipant" -> participants.add(child);
        case "ParticipantObjectIdentification" -> {
          ParticipantObject object = ParticipantObject.of(child, ++number);
          (object.role() == Role.PATIENT ? patients : objects).add(object);
        }
        case "EventIdentification", "AuditSourceIdentification" -> {}
        default -> fields.putForeign(child);
      }
    }
  }

  /**
   * The events.
   *
   * @param begin makes builders that hold what is known without reading the message
   * @param most how many at most
   */
  List<AuditEvent> events(Supplier<AuditEvent.Builder> begin, int most) {
    AuditEvent.Builder common = begin.get();
    fillEvent(common);
    new Participants(participants).fill(common, fields);
    fillSource(common);
    fillObjects(common);
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
      ParticipantObject patient = patients.get(i);
      MessageFields own = new MessageFields();
      patient.keep(own, true);
      Fields all = entry.fields();
      own.copyTo(all);
      AuditEvent.Builder event =
          (i == 0 ? shared : lean).toBuilder().set(Column.PATIENT_ID, patient.patientId());
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
    XmlElement identification = root.child("EventIdentification");
    if (identification == null) {
      event.flaw(DecodeStatus.PARTIAL, "EventIdentificationがありません / no EventIdentification");
      return;
    }
    List<String> known = new ArrayList<>(6);
    setTime(event, identification.attribute("EventDateTime"), known);
    String action = identification.attribute("EventActionCode");
    if (action != null && Action.of(action).isPresent()) {
      event.set(Column.ACTION, action);
      known.add("EventActionCode");
    }
    Outcome outcome = setOutcome(event, identification, known);
    String eventId = null;
    List<String> types = new ArrayList<>(2);
    for (XmlElement child : identification.children()) {
      switch (child.name()) {
        case "EventID" -> eventId = DicomCodes.event(Coded.of(child));
        case "EventTypeCode" -> addCode(types, Coded.of(child));
        case "PurposeOfUse" -> event.set(Column.PURPOSE, Coded.of(child).label());
        default -> {}
      }
    }
    if (eventId == null) {
      event.flaw(DecodeStatus.PARTIAL, "EventIDがありません / no EventID");
    }
    boolean failed = outcome != null && outcome != Outcome.SUCCESS;
    event.set(Column.KIND, DicomCodes.kind(eventId, types, action, failed).id());
    fields.putAll(identification, "", known);
  }

  private static void addCode(List<String> codes, Coded coded) {
    if (coded.code() != null) {
      codes.add(coded.code());
    }
  }

  private void setTime(AuditEvent.Builder event, @Nullable String text, List<String> known) {
    byte[] bytes = text == null ? new byte[0] : text.strip().getBytes(UTF_8);
    TimeReading reading = new TimeReading();
    if (!TIME.read(bytes, 0, bytes.length, reading)) {
      event.flaw(DecodeStatus.PARTIAL, "EventDateTimeが時刻ではありません / EventDateTime is no time");
      return;
    }
    ZoneClock clock = ZoneClock.of(profile.zone());
    event
        .set(Column.OCCURRED_AT, reading.utcMicros(clock, entry.arrival().receivedMicros()))
        .set(Column.TIME_QUALITY, reading.quality(clock));
    known.add("EventDateTime");
  }

  private static @Nullable Outcome setOutcome(
      AuditEvent.Builder event, XmlElement identification, List<String> known) {
    String code = identification.attribute("EventOutcomeIndicator");
    XmlElement description = identification.child("EventOutcomeDescription");
    if (description != null && !description.text().isEmpty()) {
      event.set(Column.MESSAGE, description.text());
      known.add("EventOutcomeDescription");
    }
    if (code == null || code.isEmpty()) {
      return null;
    }
    Outcome outcome =
        switch (code) {
          case "0" -> Outcome.SUCCESS;
          case "4" -> Outcome.MINOR;
          case "8" -> Outcome.SERIOUS;
          case "12" -> Outcome.MAJOR;
          default -> Outcome.UNKNOWN;
        };
    event.set(Column.OUTCOME, outcome.id());
    if (outcome != Outcome.UNKNOWN) {
      known.add("EventOutcomeIndicator");
    }
    return outcome;
  }

  private void fillSource(AuditEvent.Builder event) {
    for (XmlElement child : root.children()) {
      if (child.name().equals("AuditSourceIdentification")) {
        if (event.get(Column.SYSTEM) == null) {
          event.set(Column.SYSTEM, child.attribute("AuditSourceID"));
        }
        fields.putAll(child, "", List.of());
      }
    }
  }

  private void fillObjects(AuditEvent.Builder event) {
    ParticipantObject main = main();
    for (ParticipantObject object : objects) {
      boolean inColumns = false;
      switch (object.role()) {
        case ENCOUNTER -> inColumns = setFirst(event, Column.ENCOUNTER_ID, object.id());
        case USER -> inColumns = setTarget(event, object.id());
        case PATIENT, QUERY, OTHER -> {
          if (main != null && object.number() == main.number()) {
            event
                .set(Column.OBJECT_TYPE, object.type())
                .set(Column.OBJECT_ID, object.id())
                .set(Column.OBJECT_NAME, object.name());
            inColumns = true;
          }
        }
      }
      object.keep(fields, inColumns);
    }
  }

  /** The first thing that was touched; a query is one when there is nothing else. */
  private @Nullable ParticipantObject main() {
    ParticipantObject query = null;
    for (ParticipantObject object : objects) {
      if (object.role() == Role.OTHER) {
        return object;
      }
      if (object.role() == Role.QUERY && query == null) {
        query = object;
      }
    }
    return query;
  }

  private static boolean setFirst(AuditEvent.Builder event, Column column, @Nullable String value) {
    if (event.get(column) != null) {
      return false;
    }
    event.set(column, value);
    return true;
  }

  /** Some senders name the acting user as an object too: nobody acted upon him. */
  private static boolean setTarget(AuditEvent.Builder event, @Nullable String id) {
    boolean himself = id != null && id.equals(event.get(Column.USER_ID));
    return himself || setFirst(event, Column.TARGET_USER, id);
  }
}
