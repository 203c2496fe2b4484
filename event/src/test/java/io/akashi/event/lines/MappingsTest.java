package io.akashi.event.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Arrivals;
import io.akashi.event.Column;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mappings of a folder: an edit shows in what the events say, and a source's choice is checked. */
class MappingsTest {
  private static final String YAML = "name: own\nversion: 1\ndelimiter: ;\ncolumns: [a, b]\n";

  @TempDir Path folder;

  private static SourceProfile profile(String mapping) {
    return new SourceProfile(
        Arrivals.SOURCE, "lines", mapping, null, ZoneId.of("Asia/Tokyo"), null, null);
  }

  private String decoder(String yaml) throws Exception {
    Files.writeString(folder.resolve("own.yaml"), yaml);
    var arrival = Arrivals.over(Transport.FILE, "1;2".getBytes(StandardCharsets.UTF_8));
    return new LinesDecoder(Mappings.load(folder))
        .decode(arrival, profile("own"))
        .getFirst()
        .text(Column.DECODER);
  }

  @Test
  void anEditWithoutANewVersionShows() throws Exception {
    String before = decoder(YAML);
    String after = decoder(YAML.replace("[a, b]", "[b, a]"));
    assertThat(before).matches("lines@1:own@1~[0-9a-f]{8}");
    assertThat(after).matches("lines@1:own@1~[0-9a-f]{8}").isNotEqualTo(before);
    assertThat(decoder(YAML)).isEqualTo(before);
  }

  @Test
  void knowsTheBookThatAMappingNames() throws Exception {
    Files.writeString(folder.resolve("own.yaml"), YAML);
    Files.writeString(
        folder.resolve("fw.yaml"), YAML.replace("own", "fw") + "book: infrastructure\n");
    Mappings mappings = Mappings.load(folder);
    assertThat(mappings.find("own").orElseThrow().book()).isEmpty();
    assertThat(mappings.find("fw").orElseThrow().book()).contains("infrastructure");
    assertThat(mappings.find("ehr-access").orElseThrow().book()).contains("clinical");
    Files.writeString(folder.resolve("fw.yaml"), YAML + "book: klinical\n");
    assertThatThrownBy(() -> Mappings.load(folder))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("did you mean 'clinical'?");
  }

  @Test
  void readsBothEndingsAndNamesAFolderThatIsNotThere() throws Exception {
    Files.writeString(folder.resolve("own.yml"), YAML);
    assertThat(Mappings.load(folder).find("own")).isPresent();
    assertThatThrownBy(() -> Mappings.load(folder.resolve("none")))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("no such folder");
  }

  @Test
  void saysWhatIsWrongWithASourceBeforeItsFirstMessage() {
    LinesDecoder decoder = new LinesDecoder(Mappings.builtIn());
    assertThat(decoder.problem(profile("ehr-access"))).isEmpty();
    assertThat(decoder.problem(profile("ehr-acces")).orElseThrow())
        .contains("did you mean 'ehr-access'?");
    assertThat(decoder.problem(profile(null)).orElseThrow()).contains("names no mapping");
  }
}
