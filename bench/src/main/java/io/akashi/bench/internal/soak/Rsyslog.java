package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.soak.send.Doors;
import io.akashi.bench.internal.soak.sent.LineId;
import io.akashi.bench.internal.soak.sent.Note;
import io.akashi.bench.internal.soak.sent.Notebook;
import io.akashi.bench.internal.soak.sent.SoakLines;
import io.akashi.bench.internal.soak.sent.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The machine's own rsyslog: it follows a file that grows and sends each line over syslog TCP. It
 * sends again what it is not sure of, and loses what the kernel had taken when the server died.
 */
final class Rsyslog implements AutoCloseable {
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/sbin/rsyslogd"), Path.of("/usr/bin/rsyslogd"));
  private static final int LINES = 20;
  private static final long BEAT_MILLIS = 250;
  private static final int STOP_SECONDS = 10;

  private final Path program;
  private final Doors doors;
  private final Path folder;
  private final Path input;
  private final long stream = LineId.stream(Way.RSYSLOG, 0, 0);
  private final Thread feeder;
  private Process process;

  private Rsyslog(Path program, Doors doors) throws IOException {
    this.program = program;
    this.doors = doors;
    this.folder = Files.createDirectories(doors.folder().resolve("rsyslog"));
    this.input = Files.createFile(folder.resolve("input.log"));
    this.process = launch();
    this.feeder = Thread.ofVirtual().start(this::feed);
  }

  /** Starts it where it is installed. */
  static Optional<Rsyslog> start(Doors doors) throws IOException {
    Optional<Path> program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    return program.isPresent() ? Optional.of(new Rsyslog(program.get(), doors)) : Optional.empty();
  }

  private Process launch() throws IOException {
    Path configuration = folder.resolve("rsyslog.conf");
    Files.writeString(
        configuration,
        """
        global(workDirectory="%1$s" net.enableDNS="off" maxMessageSize="64k")
        module(load="imfile" mode="inotify")
        input(type="imfile" file="%2$s" tag="ehr" severity="info" facility="local0"
              persistStateInterval="20" ruleset="send")
        template(name="message" type="string" string="%3$s%%msg%%")
        ruleset(name="send") {
          action(type="omfwd" target="127.0.0.1" port="%4$d" protocol="tcp" template="message"
                 tcp_framing="octet-counted" action.resumeRetryCount="-1"
                 action.resumeInterval="1" queue.type="LinkedList")
        }
        """
            .formatted(
                folder.toAbsolutePath(),
                input.toAbsolutePath(),
                SoakLines.header(Way.RSYSLOG),
                doors.tcp()));
    Path pid = folder.resolve("rsyslog.pid");
    Files.deleteIfExists(pid); // of one that was killed
    return new ProcessBuilder(
            program.toString(), "-n", "-f", configuration.toString(), "-i", pid.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()))
        .start();
  }

  private void feed() {
    Path notebook = Doors.notebooks(doors.folder()).resolve("rsyslog");
    try (Notebook notes = Notebook.open(notebook);
        Writer out = Files.newBufferedWriter(input, StandardOpenOption.APPEND)) {
      notes.write(new Note.Opened(stream));
      for (long next = 0; !Thread.interrupted(); ) {
        for (int i = 0; i < LINES; i++) {
          out.write(SoakLines.line(stream * LineId.NUMBERS + next++) + "\n");
        }
        out.flush();
        notes.write(new Note.Written(stream, next));
        TimeUnit.MILLISECONDS.sleep(BEAT_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      return; // the soak ends
    }
  }

  /** Ends it, orderly or by kill -9, and starts it again. */
  void restart(boolean orderly) throws IOException, InterruptedException {
    stop(orderly);
    process = launch();
  }

  /** Feeds it no more lines; what it has it goes on sending. */
  void starve() throws InterruptedException {
    feeder.interrupt();
    feeder.join();
  }

  private void stop(boolean orderly) throws InterruptedException {
    if (orderly) {
      process.destroy();
    } else {
      process.destroyForcibly();
    }
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    feeder.interrupt();
    process.destroyForcibly();
  }
}
