package io.akashi.event.auto;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrivals;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Decoders;
import io.akashi.event.EntryUnit;
import io.akashi.event.GoldenFolder;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoDecoderTest {
  private static final Decoders DECODERS = Decoders.builtIn();

  private static String decoder(byte[] payload, Transport transport) {
    SourceProfile profile = SourceProfile.unknown(SourceId.UNREGISTERED);
    List<AuditEvent> events = DECODERS.decode(Arrivals.over(transport, payload), profile);
    assertThat(events).as("%s", new String(payload, UTF_8)).isNotEmpty();
    return events.getFirst().text(Column.DECODER);
  }

  @Test
  void readsWhatBearsNoMarkAsSyslog() {
    for (String text : List.of("", "x", "<", "{", "[", "<85>1 - - - - - -", "{\"a\":1}", "<a/>")) {
      assertThat(decoder(text.getBytes(UTF_8), Transport.SYSLOG_TCP)).startsWith("syslog@");
      assertThat(decoder(text.getBytes(UTF_8), Transport.HTTP)).startsWith("syslog@");
    }
  }

  @Test
  void seesWhatAnEntryOfAFileIs() {
    assertThat(AutoDecoder.unitOf("ElfFile\0...".getBytes(UTF_8))).isEqualTo(EntryUnit.EVTX_CHUNK);
    assertThat(AutoDecoder.unitOf("\ufeff<?xml".getBytes(UTF_8))).isEqualTo(EntryUnit.XML_ELEMENT);
    assertThat(AutoDecoder.unitOf("\ufeff<Events>".getBytes(UTF_16LE)))
        .isEqualTo(EntryUnit.XML_ELEMENT);
    assertThat(AutoDecoder.unitOf(" [\n {".getBytes(UTF_8))).isEqualTo(EntryUnit.JSON_VALUE);
    assertThat(AutoDecoder.unitOf("{\"".getBytes(UTF_8))).isEqualTo(EntryUnit.JSON_VALUE);
    assertThat(AutoDecoder.unitOf("<85>1 -".getBytes(UTF_8))).isEqualTo(EntryUnit.LINE);
    assertThat(AutoDecoder.unitOf("[Sun Nov 22".getBytes(UTF_8))).isEqualTo(EntryUnit.LINE);
    assertThat(AutoDecoder.unitOf(new byte[0])).isEqualTo(EntryUnit.LINE);
  }

  @Test
  void seesWindowsLogsWithADamagedMark() {
    for (int bit = 0; bit < 8 * "ElfFile".length(); bit++) {
      for (String mark : List.of("ElfFile", "ElfChnk")) {
        byte[] head = (mark + "\0........").getBytes(UTF_8);
        head[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThat(AutoDecoder.unitOf(head)).as("%s %d", mark, bit).isEqualTo(EntryUnit.EVTX_CHUNK);
      }
      byte[] chunk = Arrays.copyOf("ElfChnk\0".getBytes(UTF_8), 65_536);
      chunk[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(decoder(chunk, Transport.FILE)).startsWith("evtx@");
    }
  }

  @Test
  void everyMarkLeadsToADecoderAndAMapping() {
    for (Marks.Reading reading : Marks.builtIn().readings()) {
      SourceProfile profile =
          new SourceProfile(
              SourceId.UNREGISTERED,
              reading.format(),
              reading.mapping(),
              null,
              SourceProfile.DEFAULT_ZONE,
              null,
              null);
      assertThat(DECODERS.find(reading.format()).orElseThrow().problem(profile)).isEmpty();
    }
  }

  /** Every golden case of a mapping that has marks is read by that mapping, whoever sent it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cef",
        "leef",
        "fortigate",
        "cisco-asa",
        "paloalto",
        "auditd",
        "squid",
        "linux-auth",
        "veeam",
        "journald",
        "postgresql-json",
        "mysql-audit",
        "web-access"
      })
  void knowsTheLinesOfAMapping(String mapping) {
    List<GoldenFolder.Case> cases = GoldenFolder.cases("lines/" + mapping);
    long known =
        cases.stream()
            .filter(c -> decoder(c.payload(), Transport.SYSLOG_TCP).contains(":" + mapping + "@"))
            .count();
    // A cut line, and a message none of the programs wrote, may bear no mark.
    assertThat(known).as(mapping).isGreaterThanOrEqualTo(cases.size() * 3L / 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                      evtx@         | ElfChnk
                  dicom@        | <?xml version="1.0"?><!-- PACS --><AuditMessage/>
              dicom@        | <85>1 2026-11-22T10:00:00Z pacs01 - - IHE+RFC-3881 - <AuditMessage/>
              fhir@         | {"resourceType":"AuditEvent","id":"1"}
          fhir@         | {"resourceType":"Bundle","entry":[]}
          fhir@         | <AuditEvent xmlns="http://hl7.org/fhir"/>
          windows-xml@  | <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><EventID>1102</EventID></System></Event>
                  windows-json@ | {"winlog":{"event_id":"4624"}}
                  windows-json@ | {"EventID":4624,"Channel":"Security","Hostname":"PC1"}
          """)
  void readsEachFormatByItsMarks(String decoder, String message) {
    assertThat(decoder(message.getBytes(UTF_8), Transport.FILE)).startsWith(decoder);
  }
}
