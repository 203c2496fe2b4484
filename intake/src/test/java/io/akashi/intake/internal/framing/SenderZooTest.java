package io.akashi.intake.internal.framing;

import static io.akashi.intake.internal.framing.Stream.octets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What real senders really send, as bytes; one test a row of the sender zoo. After each, every byte
 * read is accounted for.
 */
class SenderZooTest {
  private static final String HEADER =
      "<85>1 2026-11-22T10:00:00+09:00 ehr-01 app 77 IHE+RFC-3881 - ";
  private static final String DICOM =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><AuditMessage><EventIdentification/>"
          + "<ActiveParticipant UserName=\"山田 太郎\" UserIsRequestor=\"true\"/></AuditMessage>";
  private static final String MESSAGE = HEADER + "\ufeff" + DICOM;
  private static final String NEXT = HEADER + "next";

  private Stream stream = Stream.of();

  @AfterEach
  void everyByteIsAccountedFor() {
    stream.closed();
    assertThat(stream.given.toByteArray()).isEqualTo(stream.fed.toByteArray());
  }

  private Stream fed(String... chunks) {
    stream = Stream.of(chunks);
    return stream;
  }

  private static int chars(String text) {
    return text.length();
  }

  /** The message with a length counted in UTF-16 units, as JavaScript and .NET count. */
  private static String counted(String message) {
    return chars(message) + " " + message;
  }

  // IPF, dcm4che: octet counting, a byte order mark before the XML.
  @Test
  void keepsTheByteOrderMark() {
    assertThat(fed(octets(MESSAGE), octets(NEXT)).closed().labelled())
        .containsExactly("octet " + MESSAGE, "octet " + NEXT);
  }

  // dcm4chee-arc: a spool comes back as one burst.
  @Test
  void takesABurstOfASpool() {
    assertThat(fed(octets(MESSAGE).repeat(5_000)).closed().texts()).hasSize(5_000);
  }

  // OpenEMR: no octet counting, a line break between header and XML, one message a connection.
  @Test
  void joinsHeaderAndXmlOfOpenEmr() {
    String message =
        """
        <13>Nov 22 10:00:00 emr.example
        <?xml version="1.0" encoding="ASCII"?>
        <AuditMessage>
        <EventIdentification EventActionCode="R">
        <EventID code="eventIDcode"/>
        </EventIdentification>
        </AuditMessage>\
        """;
    assertThat(fed(message).closed().labelled()).containsExactly("xml " + message);
    assertThat(fed(message + "\n").paused().labelled()).containsExactly("xml " + message);
  }

  @Test
  void takesXmlWithoutAnyTrailerWhenTheSenderPauses() {
    String message = "<13>Nov 22 10:00:00 emr.example\n" + DICOM;
    assertThat(fed(message).paused().labelled()).containsExactly("xml " + message);
    assertThat(fed(HEADER + DICOM).paused().labelled()).containsExactly("xml " + HEADER + DICOM);
    assertThat(fed(message + message).closed().labelled())
        .containsExactly("xml " + message, "xml " + message);
  }

  // npm atna-audit, OpenHIM: the length counts characters, one message a connection.
  @Test
  void recountsALengthInUtf16Units() {
    assertThat(fed(counted(MESSAGE)).closed().labelled())
        .containsExactly("octet-utf16{repaired=octet, stated=" + chars(MESSAGE) + "} " + MESSAGE);
  }

  @Test
  void recountsEachOfMany() {
    assertThat(fed(counted(MESSAGE), counted(MESSAGE), octets(NEXT)).closed().texts())
        .containsExactly(MESSAGE, MESSAGE, NEXT);
    String emoji = HEADER + "😀 患者";
    int points = emoji.codePointCount(0, emoji.length());
    assertThat(fed(points + " " + emoji, octets(NEXT)).closed().labelled())
        .containsExactly(
            "octet-chars{repaired=octet, stated=" + points + "} " + emoji, "octet " + NEXT);
  }

  @Test
  void recountsAlsoWhenTheBytesComeOneByOne() {
    stream = new Stream(1 << 20);
    for (byte b : (counted(MESSAGE) + counted(MESSAGE) + octets(NEXT)).getBytes(UTF_8)) {
      stream.feed(new byte[] {b});
    }
    assertThat(stream.closed().texts()).containsExactly(MESSAGE, MESSAGE, NEXT);
  }

  // Several .NET and Java clients: severity 0, PROCID "-", no byte order mark.
  @Test
  void takesAnyPriority() {
    String zero = "<80>1 2026-11-22T01:00:00Z h a - IHE+RFC-3881 - <AuditMessage/>";
    String high = "<999>1 - - - - - - x";
    assertThat(fed(octets(zero), high + "\n", octets(high)).closed().labelled())
        .containsExactly("octet " + zero, "lf " + high, "octet " + high);
  }

  // journalpump before PR 193: the body is truncated, the length is that of the whole.
  @Test
  void findsTheFrameThatATruncatedBodyWouldEat() {
    String cut = HEADER + "truncated at port 22";
    assertThat(fed("300 " + cut, octets(NEXT), octets(NEXT), octets(NEXT)).closed().labelled())
        .containsExactly(
            "octet-cut{truncated=1, repaired=octet, stated=300} " + cut,
            "octet{start=scan} " + NEXT,
            "octet " + NEXT,
            "octet " + NEXT);
  }

  @Test
  void findsTheEatenFrameAtTheEndOfTheConnection() {
    assertThat(fed("3000 " + HEADER + "cut", octets(NEXT)).closed().texts())
        .containsExactly(HEADER + "cut", NEXT);
  }

  @Test
  void keepsEveryByteWhenEachBodyIsTruncated() {
    String cut = "150 " + HEADER + "cut";
    assertThat(fed(cut.repeat(20), octets(NEXT)).closed().texts()).endsWith(NEXT);
  }

  // rsyslog: octet counting and LF in turn, a trailer behind an octet frame.
  @Test
  void tellsFramingsApartMessageByMessage() {
    String lines = HEADER + "two\nlines 12 <13>x";
    assertThat(
            fed(octets(lines), NEXT + "\n", octets(lines) + "\n", NEXT + "\r\n", octets(lines))
                .closed()
                .labelled())
        .containsExactly(
            "octet " + lines, "lf " + NEXT, "octet " + lines, "crlf " + NEXT, "octet " + lines);
  }

  @Test
  void endsMessagesAtNul() {
    assertThat(fed(NEXT + "\0" + NEXT + "\0").paused().labelled())
        .containsExactly("nul " + NEXT, "nul " + NEXT);
  }

  @Test
  void keepsMultiLineXmlWithoutOctetCounting() {
    String xml = HEADER + DICOM.replace("><", ">\n<");
    assertThat(fed(xml + "\n" + NEXT + "\n" + xml + "\r\n" + NEXT + "\n").closed().labelled())
        .containsExactly("xml " + xml, "lf " + NEXT, "xml " + xml, "lf " + NEXT);
  }

  @Test
  void endsUnfinishedXmlWhereTheNextMessageBegins() {
    String cut = HEADER + "<?xml version=\"1.0\"?>\n<AuditMessage>\n<Event";
    assertThat(fed(cut + "\n" + NEXT + "\n").closed().labelled())
        .containsExactly("xml{truncated=1} " + cut, "lf " + NEXT);
  }

  @Test
  void keepsTheFragmentOfAConnectionThatBroke() {
    assertThat(fed("500 " + HEADER + "half").closed().labelled())
        .containsExactly("octet{truncated=1, stated=500} " + HEADER + "half");
    assertThat(fed(NEXT + "\n" + HEADER + "half").closed().labelled())
        .containsExactly("lf " + NEXT, "eof{truncated=1} " + HEADER + "half");
    assertThat(fed(HEADER + "only one").closed().labelled())
        .containsExactly("eof " + HEADER + "only one");
  }

  @Test
  void survivesALengthOfAbsurdSize() {
    assertThat(fed("99999999999 " + NEXT + "\n" + NEXT + "\n").closed().labelled())
        .containsExactly("lf 99999999999 " + NEXT, "lf " + NEXT);
    assertThat(fed("99999999 " + NEXT + "\n" + octets(NEXT) + NEXT + "\n").closed().texts())
        .contains(NEXT)
        .hasSize(3);
  }

  @Test
  void keepsAnOversizeFrameInPieces() {
    stream = new Stream(100);
    String big = "<13>" + "x".repeat(246);
    stream.feed(octets(big)).feed(octets("<13>next")).closed();
    assertThat(stream.messages.stream().map(m -> m.framing() + m.keys()))
        .containsExactly(
            "part{truncated=1, stated=250, part=1}",
            "part{truncated=1, stated=250, part=2}",
            "octet{truncated=1, stated=250, part=3}",
            "octet{}");
    assertThat(String.join("", stream.texts().subList(0, 3))).isEqualTo(big);
  }

  @Test
  void keepsAnOversizeLineInPieces() {
    stream = new Stream(100);
    stream.feed("<13>" + "x".repeat(246) + "\r\n<13>next\n").closed();
    assertThat(stream.messages.stream().map(m -> m.framing() + m.keys()))
        .containsExactly(
            "part{truncated=1, part=1}",
            "part{truncated=1, part=2}",
            "crlf{truncated=1, part=3}",
            "lf{}");
  }

  @Test
  void takesAMessageOfExactlyTheLimit() {
    stream = new Stream(100);
    String full = "<13>" + "x".repeat(96);
    stream.feed(octets(full) + full + "\r\n").closed();
    assertThat(stream.labelled()).containsExactly("octet " + full, "crlf " + full);
  }

  @Test
  void keepsGarbageAsLines() {
    assertThat(fed("GET / HTTP/1.1\r\nHost: x\r\n\r\n" + NEXT + "\n").closed().labelled())
        .containsExactly("crlf GET / HTTP/1.1", "crlf Host: x", "lf " + NEXT);
    assertThat(fed("2026 Nov 22 a line\n2026 Nov 22 another\n").closed().texts())
        .containsExactly("2026 Nov 22 a line", "2026 Nov 22 another");
  }

  @Test
  void labelsWhatFollowsATooShortLength() {
    String text = HEADER + "ascii only";
    assertThat(fed((text.length() - 3) + " " + text, octets(NEXT)).closed().labelled())
        .containsExactly("octet " + HEADER + "ascii o", "rest nly", "octet{start=scan} " + NEXT);
  }

  // A user name that looks like a frame must not become an entry of its own.
  @Test
  void doesNotLetAPayloadForgeAMessage() {
    String forged = HEADER + "user=x " + octets("<85>1 - evil - - - - granted") + " end";
    assertThat(fed(octets(forged)).paused().texts()).containsExactly(forged);
    assertThat(fed(octets(forged), octets(NEXT)).closed().texts()).containsExactly(forged, NEXT);
    assertThat(fed(octets(forged)).closed().texts()).containsExactly(forged);
  }

  @Test
  void boundsTheWorkOnASenderThatIsAlwaysWrong() {
    // Each length is refuted only after a look at much of what follows.
    String hostile = "900000 <1>患".repeat(100_000);
    assertThat(fed(hostile).closed().given.size()).isEqualTo(hostile.getBytes(UTF_8).length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9000 <13>",
        "9 <13>1 - -",
        "<13>h\n<?xml version=\"1.0\"?><AuditMessage>\n",
        "<13>h\n<?xml version=\"1.0\"?><AuditMessage>\n</AuditMessage>"
      })
  void holdsAtMostTwiceTheLongestMessage(String beginning) {
    stream = new Stream(10_000);
    stream.feed(beginning);
    for (String filler : new String[] {"x".repeat(999), "\0".repeat(999)}) {
      for (int i = 0; i < 100; i++) {
        stream.feed(filler);
        assertThat(stream.deframer.pendingBytes()).isLessThan(20_000);
      }
    }
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "AKASHI_SAMPLES",
      matches = ".+",
      disabledReason = "AKASHI_SAMPLES is not set: the real ATNA messages are not at hand")
  void takesRealAtnaMessagesInEveryFraming() throws IOException {
    List<String> sent = new ArrayList<>();
    try (var files = Files.list(Path.of(System.getenv("AKASHI_SAMPLES"), "atna"))) {
      for (Path file : files.sorted().toList()) {
        sent.add(HEADER + Files.readString(file).strip());
      }
    }
    assertThat(sent).isNotEmpty();
    StringBuilder octets = new StringBuilder();
    StringBuilder lines = new StringBuilder();
    for (String message : sent) {
      octets.append(octets(message));
      lines.append(message).append('\n');
    }
    assertThat(fed(octets.toString()).closed().texts()).isEqualTo(sent);
    assertThat(fed(lines.toString()).closed().texts()).isEqualTo(sent);
  }
}
