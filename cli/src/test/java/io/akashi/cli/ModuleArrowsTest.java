package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The poms draw the same arrows as the table, so that a room cannot even see what it may not use.
 */
final class ModuleArrowsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
  private static final Pattern AKASHI_DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>io\\.akashi</groupId>\\s*<artifactId>(.+?)</artifactId>");

  @Test
  void everyModuleIsARoomOfTheTable() throws IOException {
    assertThat(namesIn(ROOT.resolve("pom.xml"), MODULE)).isEqualTo(Rooms.ALLOWED.keySet());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void dependsOnlyOnRoomsOfTheTable(String room) throws IOException {
    assertThat(namesIn(ROOT.resolve(room).resolve("pom.xml"), AKASHI_DEPENDENCY))
        .isSubsetOf(Rooms.ALLOWED.get(room));
  }

  @Test
  void theTableHasNoCycle() {
    for (String room : Rooms.ALLOWED.keySet()) {
      assertThat(reachableFrom(room)).as(room).doesNotContain(room);
    }
  }

  private static Stream<String> rooms() {
    return Rooms.ALLOWED.keySet().stream().sorted();
  }

  private static Set<String> reachableFrom(String room) {
    Set<String> reached = new HashSet<>();
    for (String next : Rooms.ALLOWED.get(room)) {
      if (reached.add(next)) {
        reached.addAll(reachableFrom(next));
      }
    }
    return reached;
  }

  private static Set<String> namesIn(Path pom, Pattern pattern) throws IOException {
    Set<String> names = new HashSet<>();
    for (Matcher matcher = pattern.matcher(Files.readString(pom)); matcher.find(); ) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
