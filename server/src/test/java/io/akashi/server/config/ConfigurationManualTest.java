package io.akashi.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.internal.config.Keys;
import io.akashi.server.internal.config.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Writes docs/configuration.md from the records when started with {@code -Dakashi.write}, and
 * otherwise checks that it is up to date.
 */
class ConfigurationManualTest {
  private static final Path MANUAL = Path.of("..", "docs", "configuration.md");
  private static final Path SOURCES = Path.of("src/main/java");

  @Test
  void manualSaysWhatTheRecordsSay() throws IOException {
    String expected = manual();
    if (System.getProperty("akashi.write") != null) {
      Files.writeString(MANUAL, expected);
    }

    assertThat(Files.readString(MANUAL))
        .as(
            "write it again: mvn -pl server -am test -Dtest=ConfigurationManualTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest.arguments=-Dakashi.write")
        .isEqualTo(expected);
  }

  private static String manual() {
    StringBuilder text =
        new StringBuilder(
            """
            # Configuration

            One file, `akashi.yaml` or `akashi.properties`, in the folder where Akashi starts or named by `--config`.
            This page is generated from the records in `server/src/main/java/io/akashi/server/config`.

            An unknown key stops the start, with the nearest known name; all that is wrong is said at once, a line each. Keys
            may be nested (YAML) or written in full with dots. A list is a YAML list or one line with commas. A relative path
            starts at the folder of the file. A kilobyte has 1,024 bytes. `*` stands for a name you choose. Secrets never stand
            in the file: a token is given by its SHA-256 or by a file that holds it, a private key by its file.

            | Key | Value | Default | Meaning |
            |---|---|---|---|
            """);
    for (Keys.Key key : Keys.of(ConfigurationFile.PREFIX, Configuration.class)) {
      Default value = key.component().getAnnotation(Default.class);
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  key.key(),
                  kind(key.component()),
                  value == null ? "" : "`" + value.value() + "`",
                  sentence(key.component())));
    }
    return text.append(EXAMPLE).toString();
  }

  private static final String EXAMPLE =
      """

      ## First steps

      ```
      mkdir -p /mnt/other-host/akashi-anchor        # once, when the other host is mounted: Akashi never makes the anchor folder
      mkdir -p secrets && chmod 700 secrets
      (umask 077; openssl rand -hex 32 >secrets/audit-desk)   # a token: 16 characters or more, mode 600
      ```

      ## Example

      ```yaml
      akashi:
        data: /var/lib/akashi
        origin: akashi.example-hospital.jp
        anchor: /mnt/other-host/akashi-anchor
        http.listen: 127.0.0.1:8514
        syslog:
          udp.listen: ["0.0.0.0:514", "[::]:514"]
          tls:
            listen: 0.0.0.0:6514
            certificate: tls/server.pem
            key: tls/server.key
            client-ca: tls/senders.pem
            client-auth: required
        tokens:
          ehr-gateway: {file: secrets/ehr-gateway, role: sender, source: ehr}
          audit-desk: {file: secrets/audit-desk, role: auditor}
        sources:
          ehr: {book: clinical, format: lines, mapping: ehr-access, charset: windows-31j}
          firewall: {book: infrastructure, match: {peer: 192.0.2.1}}
      ```
      """;

  private static String kind(RecordComponent component) {
    if (component.getGenericType() instanceof ParameterizedType type) {
      Class<?> item = (Class<?>) type.getActualTypeArguments()[0];
      String expected = Values.expected(item).en();
      return type.getRawType() == List.class ? "list of: " + expected : expected;
    }
    return Values.expected(component.getType()).en();
  }

  private static String sentence(RecordComponent component) {
    String source = source(component.getDeclaringRecord());
    String name = component.getDeclaringRecord().getSimpleName();
    int declaration = source.indexOf("record " + name + "(");
    String javadoc = source.substring(source.lastIndexOf("/**", declaration), declaration);
    Matcher matcher =
        Pattern.compile(
                "@param " + component.getName() + " (.*?)(?=\\* @param|\\*/)", Pattern.DOTALL)
            .matcher(javadoc);
    assertThat(matcher.find()).as("javadoc of " + component).isTrue();
    return matcher
        .group(1)
        .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
        .replace("|", "\\|")
        .replaceAll("\\{@code\\s+((?:[^{}]|\\{[^}]*})*)}", "`$1`")
        .strip();
  }

  private static String source(Class<?> type) {
    Class<?> outer = Optional.<Class<?>>ofNullable(type.getEnclosingClass()).orElse(type);
    try {
      return Files.readString(SOURCES.resolve(outer.getName().replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
