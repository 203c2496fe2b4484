package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing in a jar depends on when, where and by whom it was built: the times are those of the pom,
 * the entries are in order, and the manifest names no person and no machine.
 */
final class ReproducibleJarsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TIMESTAMP =
      Pattern.compile("<project\\.build\\.outputTimestamp>(.+?)</");

  // Of the JDK its number alone, not the build of it that the machine happens to have.
  private static final Pattern MANIFEST =
      Pattern.compile(
          "Manifest-Version=1.0|Created-By=Maven JAR Plugin"
              + " [0-9.]+|(Java-Version|Build-Jdk-Spec)=[0-9]+");

  private static LocalDateTime outputTimestamp() throws IOException {
    Matcher found = TIMESTAMP.matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(found.find()).as("the root pom sets project.build.outputTimestamp").isTrue();
    return LocalDateTime.ofInstant(Instant.parse(found.group(1)), ZoneOffset.UTC);
  }

  /** The jar of a room that was packaged in this build, or by an earlier one. */
  private static Path jar(String room) throws IOException {
    Path target = ROOT.resolve(room).resolve("target");
    try (Stream<Path> files = Files.exists(target) ? Files.list(target) : Stream.empty()) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      assumeTrue(jars.size() == 1, "no jar of " + room + " yet: run mvn package");
      return jars.getFirst();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tlog", "event", "store", "register", "intake", "server"})
  void saysNothingOfItsBuild(String room) throws IOException {
    try (JarFile jar = new JarFile(jar(room).toFile())) {
      LocalDateTime time = outputTimestamp();
      List<? extends ZipEntry> entries = jar.stream().toList();
      assertThat(entries)
          .isNotEmpty()
          .allSatisfy(entry -> {
            assertThat(entry.getTimeLocal()).as(entry.getName()).isEqualTo(time);
            assertThat(entry.getExtra()).as(entry.getName()).isNull();
          });
      assertThat(entries.stream().map(ZipEntry::getName).filter(n -> n.endsWith(".class")))
          .isSorted();
      assertThat(jar.getManifest().getMainAttributes().entrySet())
          .extracting(Object::toString)
          .allMatch(line -> MANIFEST.matcher(line).matches());
    }
  }
}
