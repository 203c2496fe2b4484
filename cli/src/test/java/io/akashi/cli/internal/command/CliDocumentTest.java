package io.akashi.cli.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.internal.run.Caller;
import io.akashi.cli.internal.run.OwnDoor;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** docs/cli.md names every command and every option, and every help speaks both languages. */
final class CliDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "cli.md");

  @TestFactory
  Stream<DynamicTest> documentsEveryCommandAndOption() throws IOException {
    String document = Files.readString(DOCUMENT);
    return program().getSubcommands().entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(), () -> documents(document, entry.getKey(), entry.getValue())));
  }

  private static void documents(String document, String name, CommandLine command) {
    String heading = "\n## " + name + "\n";
    assertThat(document.contains(heading)).as(heading).isTrue();
    int from = document.indexOf(heading);
    int to = document.indexOf("\n## ", from + 1);
    String section = document.substring(from, to < 0 ? document.length() : to);
    String common = document.substring(0, document.indexOf("\n## demo"));
    String searched =
        document.substring(document.indexOf("\n## search\n"), document.indexOf("\n## verify\n"));
    command
        .getSubcommands()
        .keySet()
        .forEach(nested -> assertThat(section).contains("`akashi %s %s ".formatted(name, nested)));
    for (OptionSpec option : options(command)) {
      String text = section + common + (name.equals("export") ? searched : "");
      assertThat(text.contains(option.longestName()))
          .as("%s %s stands in docs/cli.md", name, option.longestName())
          .isTrue();
    }
  }

  @Test
  void saysWhichRoleEveryCommandHas() throws IOException {
    List<String> listed =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.matches("\\| `[a-z-]+` \\| (operator|none) \\|"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertThat(listed).containsExactlyInAnyOrderElementsOf(program().getSubcommands().keySet());
  }

  @TestFactory
  Stream<DynamicTest> helpSpeaksBothLanguages() {
    return program().getSubcommands().entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> {
                  String help = entry.getValue().getUsageMessage();
                  assertThat(help).containsPattern("[ぁ-ん]").contains(" / ");
                  for (OptionSpec option : options(entry.getValue())) {
                    assertThat(String.join("", option.description()))
                        .as(option.longestName())
                        .containsPattern("[ぁ-ヿ一-龠]")
                        .contains(" / ");
                  }
                }));
  }

  /** Those of the command and of the commands below it. */
  private static List<OptionSpec> options(CommandLine command) {
    List<OptionSpec> options = new ArrayList<>(command.getCommandSpec().options());
    command.getSubcommands().values().forEach(nested -> options.addAll(options(nested)));
    return options;
  }

  private static CommandLine program() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true);
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            Path.of(""),
            Map.of(),
            new Caller("tester", "", false, false));
    return AkashiCommand.commandLine(
        new Session(terminal, new OwnDoor(terminal, List.of()), List.of()));
  }
}
