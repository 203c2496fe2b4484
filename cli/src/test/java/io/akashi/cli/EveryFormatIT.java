package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hospital has, unchanged: files of many formats, taken in without saying which. */
@Tag("it")
final class EveryFormatIT {
  @TempDir Path folder;

  private Ended akashi(String... args) throws Exception {
    Ended ended = AkashiProcess.run(folder, args);
    assertThat(ended.code()).as("%s: %s", List.of(args), ended).isZero();
    return ended;
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void readsFilesByWhatTheyHold() throws Exception {
    write(
        "pacs.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <AuditMessage>
          <EventIdentification EventActionCode="R" EventDateTime="2026-11-22T10:31:00+09:00" EventOutcomeIndicator="0">
            <EventID csd-code="110103" codeSystemName="DCM" originalText="DICOM Instances Accessed"/>
          </EventIdentification>
          <ActiveParticipant UserID="n0350112" UserName="山田花子" UserIsRequestor="true" NetworkAccessPointID="10.1.2.3" NetworkAccessPointTypeCode="2"/>
          <AuditSourceIdentification AuditSourceID="PACS01"/>
          <ParticipantObjectIdentification ParticipantObjectID="00123456" ParticipantObjectTypeCode="1" ParticipantObjectTypeCodeRole="1">
            <ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881" originalText="Patient Number"/>
          </ParticipantObjectIdentification>
        </AuditMessage>
        """);
    write(
        "portal.json",
        """
        [
          {
            "resourceType": "AuditEvent",
            "type": {"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110114"},
            "subtype": [{"system": "http://dicom.nema.org/resources/ontology/DCM", "code": "110122"}],
            "action": "E",
            "recorded": "2026-11-22T10:32:00+09:00",
            "outcome": "0",
            "agent": [{"who": {"identifier": {"value": "d0001"}}, "name": "佐藤", "requestor": true}],
            "source": {"observer": {"display": "portal"}}
          }
        ]
        """);
    write(
        "windows.xml",
        """
        <Events>
        <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Eventlog"/><EventID>1102</EventID><TimeCreated SystemTime="2026-11-22T01:33:00.000Z"/><EventRecordID>7</EventRecordID><Channel>Security</Channel><Computer>DC01</Computer></System><UserData><LogFileCleared xmlns="http://manifests.microsoft.com/win/2004/08/windows/eventlog"><SubjectUserName>vendor</SubjectUserName></LogFileCleared></UserData></Event>
        </Events>
        """);
    write("ward.log", "<13>1 2026-11-22T10:34:00+09:00 ward01 nurse-call - - - call 12\n");
    akashi(
        "import",
        "--source",
        "hospital",
        "--book",
        "clinical",
        "pacs.xml",
        "portal.json",
        "windows.xml",
        "ward.log");
    assertThat(akashi("search", "--source", "hospital", "--format", "sentence").lines())
        .containsExactly(
            "2026-11-22",
            "  10:34 call 12",
            "  10:33 vendorがSecurityのログを消去",
            "  10:32 佐藤(d0001)がportalにログイン",
            "  10:31 山田花子(n0350112)が10.1.2.3から患者00123456の情報を閲覧");
    assertThat(akashi("search", "--source", "hospital", "--format", "json").out())
        .contains(
            "\"decoder\":\"dicom@1\"",
            "\"decoder\":\"fhir@1\"",
            "\"decoder\":\"windows-xml@1\"",
            "\"decoder\":\"syslog@1\"");
    akashi("verify", "--deep");
  }

  @Test
  void cutsADocumentByItsOwnSyntaxWhateverTheFormatIsUsuallyWrittenIn() throws Exception {
    write(
        "audit.xml",
        """
        <AuditEvent xmlns="http://hl7.org/fhir">
          <type><system value="http://dicom.nema.org/resources/ontology/DCM"/><code value="110114"/></type>
          <subtype><system value="http://dicom.nema.org/resources/ontology/DCM"/><code value="110123"/></subtype>
          <recorded value="2026-11-22T10:40:00+09:00"/>
          <agent><who><identifier><value value="d0001"/></identifier></who><requestor value="true"/></agent>
        </AuditEvent>
        """);
    akashi("import", "--source", "fhir", "--book", "clinical", "--format", "fhir", "audit.xml");
    assertThat(akashi("search", "--source", "fhir", "--format", "sentence").lines())
        .containsExactly("2026-11-22", "  10:40 d0001がログアウト");
  }
}
