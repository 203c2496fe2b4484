package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.Terminal;
import io.akashi.event.NearestName;
import io.akashi.register.RegisterException;
import io.akashi.server.StartException;
import io.akashi.server.UnusableCertificateException;
import io.akashi.server.config.ConfigurationException;
import io.akashi.store.QueryException;
import io.akashi.store.StoreException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence why a command could not run. Where in the program is for AKASHI_DEBUG=1. */
final class Mishaps implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Terminal terminal;

  Mishaps(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    terminal.err().printf("%s%n使い方 / usage: %s --help%n", sentence(e, command), name);
    return trace(e);
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof CancellationException cancelled) {
      throw cancelled; // the caller at the local socket has gone; nobody reads an answer
    }
    terminal.err().println(sentence(e));
    return trace(e);
  }

  private static String sentence(ParameterException e, CommandLine command) {
    if (e instanceof MissingParameterException missing) {
      String names =
          missing.getMissing().stream().map(Mishaps::name).collect(Collectors.joining(", "));
      return "%1$s を指定してください。 / %1$s is missing.".formatted(names);
    }
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      ArgSpec wrong = e.getArgSpec();
      return wrong == null
          ? String.valueOf(e.getMessage())
          : "%1$s に %2$s は使えません%3$s。 / %1$s cannot be %2$s%4$s."
              .formatted(
                  name(wrong),
                  e.getValue() == null ? "" : e.getValue(),
                  isNumber(wrong) ? "（整数を指定）" : "",
                  isNumber(wrong) ? ": it is a whole number" : "");
    }
    String wrong = unmatched.getUnmatched().getFirst();
    if (unmatched.isUnknownOption()) {
      String typed = wrong.split("=", 2)[0];
      return missing("オプション", "option", typed, command.getCommandSpec().optionsMap().keySet());
    }
    return !command.getSubcommands().isEmpty()
        ? missing("コマンド", "command", wrong, command.getSubcommands().keySet())
        : "引数 %1$s は余分です。 / The argument %1$s is one too many.".formatted(wrong);
  }

  private static String missing(
      String japanese, String english, String typed, Collection<String> choices) {
    return NearestName.of(typed, choices)
        .map(nearest ->
            "%1$s %3$s はありません。もしかして: %4$s / There is no %2$s %3$s: did you mean %4$s?"
                .formatted(japanese, english, typed, nearest))
        .orElse("%1$s %3$s はありません。 / There is no %2$s %3$s.".formatted(japanese, english, typed));
  }

  private static boolean isNumber(ArgSpec spec) {
    return spec.type() == int.class || spec.type() == long.class;
  }

  private static String name(ArgSpec spec) {
    return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
  }

  private static String sentence(Exception e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case CannotException cannot -> message;
      case StoreException store -> message;
      case RegisterException register -> message;
      case QueryException query -> message;
      case ConfigurationException configuration -> message;
      case StartException start -> message;
      case UnusableCertificateException certificate -> message;
      case NoSuchFileException missing ->
          "ファイル %1$s がありません。パスを確かめてください。 / There is no file %1$s: check the path."
              .formatted(message);
      case AccessDeniedException denied ->
          "%1$s を使う権限がありません。所有者と権限を確かめてください。 / No permission for %1$s: check its owner and mode."
              .formatted(message);
      case CharacterCodingException text ->
          "UTF-8 のテキストではないファイルがあります。ファイルを確かめてください。 / A file is no text in UTF-8: check that it is"
              + " the right one.";
      case FileSystemException file ->
          "ファイルを使えません: %1$s / A file cannot be used: %1$s".formatted(message);
      case IOException io -> "読み書きできません: %1$s / Cannot read or write: %1$s".formatted(message);
      default ->
          "予期しない失敗です（AKASHI_DEBUG=1 で詳細）: %1$s / Unexpected failure (AKASHI_DEBUG=1 shows more): %1$s"
              .formatted(e);
    };
  }

  private int trace(Exception e) {
    if (terminal.caller().debug()) {
      e.printStackTrace(terminal.err());
    }
    return ExitCode.CANNOT;
  }
}
