package io.akashi.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code akashi} command. */
@Command(
    name = "akashi",
    mixinStandardHelpOptions = true,
    version = "akashi 0.1.0",
    description = "医療機関の監査ログを改ざん検知可能に保存する / Tamper-evident audit log for hospitals")
public final class Main implements Runnable {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
