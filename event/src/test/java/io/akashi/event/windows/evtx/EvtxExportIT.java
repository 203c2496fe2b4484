package io.akashi.event.windows.evtx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.internal.time.Rfc3339;
import io.akashi.event.windows.FlatJson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Debian's {@code evtxexport} (libevtx-utils) reads the same logs: the same records, ids, times and
 * values. It writes hexadecimal numbers with all their zeros, which is no difference.
 */
@Tag("it")
class EvtxExportIT {
  private static final Pattern EVENT = Pattern.compile("<Event .*?</Event>", Pattern.DOTALL);
  private static final Pattern DATA =
      Pattern.compile("<Data Name=\"([^\"]*)\"(?:/>|>(.*?)</Data>)", Pattern.DOTALL);
  private static final Pattern ZEROS = Pattern.compile("^0x0*(?=[0-9a-f])");

  private static Path program() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "evtxexport"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "evtxexport is not installed");
    return found.orElseThrow();
  }

  private static String export(Path log) throws IOException {
    Process process =
        new ProcessBuilder(program().toString(), "-f", "xml", log.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), UTF_8);
    }
  }

  @Test
  void readsTheSameRecordsAndValues() throws IOException {
    List<String> differences = new ArrayList<>();
    int values = 0;
    for (Path log : SigmaSamplesTest.logs()) {
      List<String> theirs = events(export(log));
      List<AuditEvent> ours = SigmaSamplesTest.decode(log);
      assertThat(ours).as(log.toString()).hasSameSizeAs(theirs);
      for (int i = 0; i < ours.size(); i++) {
        values += compare(log.getFileName() + " ", theirs.get(i), ours.get(i), differences);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(values).isGreaterThan(1_900);
  }

  private static List<String> events(String xml) {
    return EVENT.matcher(xml).results().map(found -> found.group()).toList();
  }

  private static int compare(String log, String xml, AuditEvent ours, List<String> differences) {
    Map<String, String> fields = FlatJson.of(ours.text(Column.FIELDS));
    assertThat(String.valueOf(ours.get(Column.SEQUENCE))).isEqualTo(element(xml, "EventRecordID"));
    assertThat(fields.get("EventID")).isEqualTo(element(xml, "EventID"));
    assertThat(fields.get("Computer")).isEqualTo(element(xml, "Computer"));
    String time = first(xml, "SystemTime=\"([^\"]*)\"");
    assertThat(ours.get(Column.OCCURRED_AT)).isEqualTo(Rfc3339.parse(time));
    int count = 0;
    Matcher data = DATA.matcher(xml);
    while (data.find()) {
      String name = data.group(1);
      String theirs = data.group(2) == null ? "" : plain(unescaped(data.group(2)));
      String own = fields.getOrDefault("EventData." + name, fields.getOrDefault(name, ""));
      if (!plain(own).equals(theirs)) {
        differences.add(log + name + ": " + own + ", not " + theirs);
      }
      count++;
    }
    return count;
  }

  private static String element(String xml, String name) {
    return first(xml, "<" + name + "[^>]*>([^<]*)<");
  }

  private static String first(String xml, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(xml);
    assertThat(matcher.find()).as(regex).isTrue();
    return matcher.group(1);
  }

  private static String plain(String value) {
    return ZEROS.matcher(value).replaceFirst("0x");
  }

  private static String unescaped(String xml) {
    return xml.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }
}
