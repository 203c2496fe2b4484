package io.akashi.hospital.internal.format;

import static io.akashi.hospital.internal.format.Escapes.xml;

import io.akashi.hospital.internal.doing.Actor;
import io.akashi.hospital.internal.doing.Doing;

/** Audit messages of the image archive: DICOM PS3.15 A.5 over syslog, as dcm4che sends them. */
final class DicomMessages {
  private DicomMessages() {}

  static String message(Doing.Image doing, long number) {
    return "<85>1 "
        + Stamps.withOffset(doing.at())
        + " pacs01 dcm4che 4711 IHE+RFC-3881 - <?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<AuditMessage>"
        + event(doing)
        + who(doing.actor(), doing.terminal().name())
        + destination(doing)
        + "<AuditSourceIdentification AuditSourceID=\"PACS01\"><AuditSourceTypeCode"
        + " csd-code=\"4\"/></AuditSourceIdentification>"
        + study(doing, number)
        + patient(doing)
        + "</AuditMessage>";
  }

  private static String event(Doing.Image doing) {
    String code =
        switch (doing.act()) {
          case READ, STORE ->
              "<EventID csd-code=\"110103\" codeSystemName=\"DCM\" originalText=\"DICOM Instances"
                  + " Accessed\"/>";
          case EXPORT ->
              "<EventID csd-code=\"110106\" codeSystemName=\"DCM\" originalText=\"Export\"/>";
        };
    return "<EventIdentification EventActionCode=\"%s\" EventDateTime=\"%s\" EventOutcomeIndicator=\"0\">%s</EventIdentification>"
        .formatted(
            doing.act() == Doing.ImageAct.STORE ? "C" : "R", Stamps.withOffset(doing.at()), code);
  }

  private static String who(Actor actor, String terminal) {
    return "<ActiveParticipant UserID=\"%s\" UserName=\"%s\" UserIsRequestor=\"true\" NetworkAccessPointID=\"%s\" NetworkAccessPointTypeCode=\"1\"><RoleIDCode csd-code=\"%s\" codeSystemName=\"JHIS\" originalText=\"%s\"/></ActiveParticipant>"
        .formatted(
            xml(actor.id()), xml(actor.name()), terminal, actor.id().charAt(0), xml(actor.role()));
  }

  private static String destination(Doing.Image doing) {
    return doing.act() == Doing.ImageAct.EXPORT
        ? "<ActiveParticipant UserID=\"CD-R\" UserIsRequestor=\"false\"><RoleIDCode"
            + " csd-code=\"110154\" codeSystemName=\"DCM\" originalText=\"Destination"
            + " Media\"/></ActiveParticipant>"
        : "<ActiveParticipant UserID=\"PACS\" UserIsRequestor=\"false\""
            + " NetworkAccessPointID=\"10.1.0.20\" NetworkAccessPointTypeCode=\"2\"><RoleIDCode"
            + " csd-code=\"110150\" codeSystemName=\"DCM\""
            + " originalText=\"Application\"/></ActiveParticipant>";
  }

  private static String study(Doing.Image doing, long number) {
    return "<ParticipantObjectIdentification ParticipantObjectID=\"1.2.392.200036.9125.2.%d\" ParticipantObjectTypeCode=\"2\" ParticipantObjectTypeCodeRole=\"3\" ParticipantObjectDataLifeCycle=\"6\"><ParticipantObjectIDTypeCode csd-code=\"110180\" codeSystemName=\"DCM\" originalText=\"Study Instance UID\"/><ParticipantObjectName>%s</ParticipantObjectName></ParticipantObjectIdentification>"
        .formatted(number, xml(doing.study()));
  }

  private static String patient(Doing.Image doing) {
    return "<ParticipantObjectIdentification ParticipantObjectID=\"%s\" ParticipantObjectTypeCode=\"1\" ParticipantObjectTypeCodeRole=\"1\"><ParticipantObjectIDTypeCode csd-code=\"2\" codeSystemName=\"RFC-3881\" originalText=\"Patient Number\"/><ParticipantObjectName>%s^%s</ParticipantObjectName></ParticipantObjectIdentification>"
        .formatted(
            doing.patient().id(), xml(doing.patient().family()), xml(doing.patient().given()));
  }
}
