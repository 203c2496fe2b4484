package io.akashi.event.dicom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.EntryUnit;
import io.akashi.event.EventJson;
import io.akashi.event.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

class DicomAuditDecoderTest {
  private static final String EVENT =
      "<EventIdentification EventActionCode='R' EventDateTime='2026-11-22T10:00:00Z'"
          + " EventOutcomeIndicator='0'><EventID csd-code='110110'/></EventIdentification>";
  private static final String PATIENT =
      "<ParticipantObjectIdentification ParticipantObjectID='%d' ParticipantObjectTypeCode='1'"
          + " ParticipantObjectTypeCodeRole='1'/>";

  private static List<AuditEvent> decode(String message) {
    return new DicomAuditDecoder()
        .decode(Arrivals.over(Transport.FILE, message.getBytes(UTF_8)), Arrivals.profile("dicom"));
  }

  private static String message(String participants) {
    return "<AuditMessage>" + EVENT + participants + "</AuditMessage>";
  }

  private static AuditEvent one(String participants) {
    List<AuditEvent> events = decode(message(participants));
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  @Test
  void cutsFilesIntoElements() {
    DicomAuditDecoder decoder = new DicomAuditDecoder();
    assertThat(decoder.unit(Arrivals.profile("dicom"))).isEqualTo(EntryUnit.XML_ELEMENT);
    assertThat(decoder.name()).isEqualTo("dicom");
  }

  @Test
  void prefersThePersonWhoAskedToTheMachine() {
    AuditEvent event =
        one(
            "<ActiveParticipant UserID='APP' UserIsRequestor='true'>"
                + "<RoleIDCode csd-code='110150'/></ActiveParticipant>"
                + "<ActiveParticipant UserID='other' UserIsRequestor='false'/>"
                + "<ActiveParticipant UserID='n001' UserIsRequestor='true'/>");
    assertThat(event.text(Column.USER_ID)).isEqualTo("n001");
    assertThat(event.text(Column.FIELDS)).contains("\"UserID[1]\":\"APP\"", "\"UserID[2]\"");
  }

  @Test
  void leavesTheUserOutWhereTheSenderDoesNotKnowHim() {
    AuditEvent event =
        one(
            "<ActiveParticipant UserID='unknown' UserIsRequestor='true'"
                + " NetworkAccessPointID='10.0.0.1' NetworkAccessPointTypeCode='2'/>"
                + "<ActiveParticipant UserID='server' UserIsRequestor='false'/>");
    assertThat(event.get(Column.USER_ID)).isNull();
    assertThat(event.text(Column.ADDRESS)).isEqualTo("10.0.0.1");
    assertThat(event.text(Column.FIELDS)).contains("\"UserID[1]\":\"unknown\"");
  }

  @Test
  void namesForWhomTheUserActed() {
    AuditEvent event =
        one(
            "<ActiveParticipant UserID='n001' UserIsRequestor='true'/>"
                + "<ActiveParticipant UserID='d001' UserIsRequestor='false'>"
                + "<RoleIDCode csd-code='DELEGATOR'/></ActiveParticipant>");
    assertThat(event.text(Column.ON_BEHALF_OF)).isEqualTo("d001");
  }

  @Test
  void givesTheHostOfAUriAsTarget() {
    AuditEvent event =
        one(
            "<ActiveParticipant UserID='n001' UserIsRequestor='true'/>"
                + "<ActiveParticipant UserID='s' UserIsRequestor='false' NetworkAccessPointID="
                + "'https://pacs.example.jp:8443/wado' NetworkAccessPointTypeCode='5'>"
                + "<RoleIDCode csd-code='110152'/></ActiveParticipant>");
    assertThat(event.text(Column.TARGET_ADDRESS)).isEqualTo("pacs.example.jp");
    assertThat(event.text(Column.FIELDS)).contains("https://pacs.example.jp:8443/wado");
  }

  @Test
  void readsEveryMessageOfAWrapper() {
    List<AuditEvent> events =
        decode(
            "<Batch>" + message(PATIENT.formatted(1)) + message(PATIENT.formatted(2)) + "</Batch>");
    assertThat(events).extracting(e -> e.text(Column.PATIENT_ID)).containsExactly("1", "2");
  }

  @Test
  void boundsTheEventsOfOneMessageAndWhatTheyRepeat() {
    StringBuilder message = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      message.append(PATIENT.formatted(i));
    }
    for (int i = 0; i < 500; i++) {
      message.append("<Vendor").append(i).append(">x</Vendor").append(i).append('>');
    }
    List<AuditEvent> events = decode(message(message.toString()));
    assertThat(events).hasSize(4_096);
    assertThat(events.getLast().text(Column.DECODE_NOTE)).contains("first 4096 of 5000 patients");
    assertThat(events.getFirst().text(Column.FIELDS)).contains("\"Vendor499\":\"x\"");
    assertThat(events.get(1).text(Column.FIELDS)).isNull();
    long size = events.stream().mapToLong(e -> EventJson.write(e).length()).sum();
    assertThat(size).isLessThan(8L * message.length());
  }

  @Test
  void saysWhenThereAreMoreNamesThanItKeeps() {
    StringBuilder message = new StringBuilder();
    for (int i = 0; i < 1_100; i++) {
      message.append("<Vendor").append(i).append(">x</Vendor").append(i).append('>');
    }
    assertThat(one(message.toString()).text(Column.DECODE_NOTE)).contains("too many names");
  }
}
