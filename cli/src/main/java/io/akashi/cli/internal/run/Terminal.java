package io.akashi.cli.internal.run;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command reads and writes: the streams of this process, or those of a caller at the
 * server's local socket. Results go to {@code out}, everything said to the person to {@code err}.
 *
 * @param in standard input
 * @param out results
 * @param err progress, notes, errors
 * @param cwd where relative paths start
 * @param environment environment variables
 * @param caller who called
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Path cwd,
    Map<String, String> environment,
    Caller caller) {

  /** The terminal of this process. Output is UTF-8 whatever the locale: it is Japanese. */
  public static Terminal ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Terminal(
        System.in,
        new PrintStream(System.out, false, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        Path.of("").toAbsolutePath(),
        environment,
        Caller.ofProcess(environment));
  }

  /** The path a person typed. */
  public Path resolve(Path typed) {
    return cwd.resolve(typed).normalize();
  }
}
