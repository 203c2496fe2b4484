package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.Session;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: its commands, its version, and what it says when it is called without any. */
@Command(
    name = "akashi",
    version = AkashiCommand.VERSION,
    description = "医療機関の監査ログを改ざん検知可能に保存します。 / Keeps a hospital's audit logs tamper-evidently.",
    footer = {
      "",
      "終了コード / exit codes: 0 正常 done or intact, 1 改ざん・不一致 damaged or not proved, 2 実行不可 cannot run",
      "コマンドの説明 / help of a command: akashi COMMAND --help"
    })
public final class AkashiCommand implements Runnable {
  static final String VERSION = "akashi 0.1.0";
  private static final int WIDTH = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  private AkashiCommand() {}

  /** Runs one command to its end and gives its exit code. Never throws for what a person typed. */
  public static int run(Session session) {
    int code = commandLine(session).execute(session.args().toArray(String[]::new));
    session.terminal().out().flush();
    return code;
  }

  /** The program with all its commands. */
  static CommandLine commandLine(Session session) {
    CommandLine program = new CommandLine(new AkashiCommand());
    commands(session).forEach(program::addSubcommand);
    OptionSpec version =
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("版を表示 / show the version")
            .build();
    program.getCommandSpec().addOption(version);
    giveHelp(program);
    Mishaps mishaps = new Mishaps(session.terminal());
    return program
        .setExpandAtFiles(false)
        .setUsageHelpWidth(WIDTH)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(writer(session.terminal().out()))
        .setErr(writer(session.terminal().err()))
        .setParameterExceptionHandler(mishaps)
        .setExecutionExceptionHandler(mishaps);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static void giveHelp(CommandLine command) {
    OptionSpec help =
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("この説明を表示 / show this help")
            .build();
    command
        .getCommandSpec()
        .addOption(help)
        .usageMessage()
        .synopsisHeading("使い方 / usage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%n引数 / arguments:%n")
        .optionListHeading("%nオプション / options:%n")
        .commandListHeading("%nコマンド / commands:%n");
    command.getSubcommands().values().forEach(AkashiCommand::giveHelp);
  }

  // In the order in which the help lists them.
  private static List<Object> commands(Session session) {
    return List.of(
        new DemoCommand(session),
        new ServeCommand(session),
        new ImportCommand(session),
        new SniffCommand(session),
        new SearchCommand(session),
        new VerifyCommand(session),
        new ProveCommand(session),
        new VerifyProofCommand(session),
        new VerifyLogCommand(session),
        new ExportCommand(session),
        new InspectCommand(session),
        RegisterCommand.withItsCommands(session),
        CertificateCommand.withItsCommands(session),
        new StatusCommand(session));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "コマンドを指定してください。一覧は akashi --help、まず試すなら demo。 / Name a"
            + " command: akashi --help lists them, demo is the first to try.");
  }
}
