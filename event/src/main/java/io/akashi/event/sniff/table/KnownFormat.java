package io.akashi.event.sniff.table;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.event.auto.AutoDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A format that needs no mapping because its messages describe themselves.
 *
 * @param decoder the name of its decoder or of its shipped mapping, or empty when it is no log at
 *     all
 * @param title for people
 */
public record KnownFormat(String decoder, String title) {
  private static final int LOOKED_AT = 4_096;
  private static final int LINES = 20;
  private static final Pattern SYSLOG =
      Pattern.compile(
          "(<[0-9]{1,3}>.*)|([A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} \\S+ [^"
              + " :=]+(\\[\\d+])?: .*)");

  /** The format whose mark the file bears, or empty. */
  public static Optional<KnownFormat> of(byte[] bytes, String text) {
    String raw = new String(bytes, 0, Math.min(bytes.length, 512), StandardCharsets.ISO_8859_1);
    if (raw.startsWith("ElfFile\0") || raw.startsWith("ElfChnk\0")) {
      return known("evtx", "Windows イベントログ (EVTX)");
    }
    if (raw.startsWith("PK\3\4") || raw.startsWith("\u00d0\u00cf\u0011\u00e0")) {
      return known("", "Excel か ZIP / a workbook or ZIP: save it as CSV first");
    }
    if (raw.startsWith("\u001f\u008b") || raw.startsWith("(\u00b5/\u00fd")) {
      return known("", "圧縮されています。展開してから調べてください / compressed: unpack it first");
    }
    if (raw.startsWith("%PDF") || raw.startsWith("\u007fELF") || raw.startsWith("MZ\u0090")) {
      return known("", "ログではありません / no log: PDF or program");
    }
    String head = text.substring(0, Math.min(text.length(), LOOKED_AT)).strip();
    return head.startsWith("<") ? marked(head) : lines(head);
  }

  private static Optional<KnownFormat> marked(String head) {
    if (head.contains("<AuditMessage") || head.contains("<IHEYr4")) {
      return known("dicom", "DICOM / IHE ATNA 監査メッセージ");
    }
    if (head.contains("schemas.microsoft.com/win/") && head.contains("<Event")) {
      return known("windows", "Windows イベント (XML)");
    }
    if (head.contains("http://hl7.org/fhir")) {
      return known("fhir", "FHIR AuditEvent (XML)");
    }
    return lines(head);
  }

  private static Optional<KnownFormat> lines(String head) {
    if (head.contains("\"resourceType\"")) {
      return known("fhir", "FHIR AuditEvent (JSON)");
    }
    if (head.startsWith("{") && head.contains("\"winlog\"")) {
      return known("windows", "Winlogbeat");
    }
    List<String> first = head.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
    if (most(first, Pattern.compile(".{0,200}CEF:[01]\\|.*"))) {
      return known("cef", "CEF");
    }
    if (most(first, Pattern.compile(".{0,200}LEEF:[12]\\.0\\|.*"))) {
      return known("leef", "LEEF");
    }
    return most(first, SYSLOG) ? known("syslog", "syslog") : recognised(first);
  }

  /** What {@code auto} reads by its marks: all lines but one, the last perhaps, are of one kind. */
  private static Optional<KnownFormat> recognised(List<String> lines) {
    Map<String, Integer> counts = new HashMap<>();
    for (String line : lines) {
      Arrival arrival =
          new Arrival(
              0,
              SourceId.UNREGISTERED,
              Transport.FILE,
              Arrival.NONE,
              Arrival.NONE,
              Map.of(),
              line.getBytes(StandardCharsets.UTF_8));
      AutoDecoder.recognised(arrival).ifPresent(name -> counts.merge(name, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= Math.max(1, lines.size() - 1))
        .findFirst()
        .map(entry -> new KnownFormat(entry.getKey(), entry.getKey()));
  }

  // The last of the lines may be cut.
  private static boolean most(List<String> lines, Pattern pattern) {
    long hits = lines.stream().filter(line -> pattern.matcher(line).matches()).count();
    return hits > 0 && hits >= lines.size() - 1L;
  }

  private static Optional<KnownFormat> known(String decoder, String title) {
    return Optional.of(new KnownFormat(decoder, title));
  }
}
