package io.akashi.cli.internal.run;

/** How a command ends; the numbers are interfaces. */
public final class ExitCode {
  /** Done; for checks: intact, proved. */
  public static final int OK = 0;

  /** A check was made and failed: damaged, not proved. */
  public static final int DAMAGED = 1;

  /** The command could not do its work; standard error says why in one sentence. */
  public static final int CANNOT = 2;

  private ExitCode() {}
}
