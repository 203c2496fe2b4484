package io.akashi.cli.internal.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The machine's own rsyslog, with a configuration of ours: it follows a file of access lines and
 * sends each over TLS, as a hospital's real sender does.
 */
final class Rsyslog implements AutoCloseable {
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/sbin/rsyslogd"), Path.of("/usr/bin/rsyslogd"));
  private static final List<Path> LIBRARIES =
      List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/lib"));
  private static final int STOP_SECONDS = 5;

  private final Process process;

  private Rsyslog(Process process) {
    this.process = process;
  }

  /** A kind of rsyslog that can be used here: its program and its TLS driver. */
  record Installed(Path program, String driver) {}

  /** The rsyslog of this machine, if it can speak TLS. */
  static Optional<Installed> find() {
    Optional<Path> program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    Optional<String> driver = Stream.of("ossl", "gtls").filter(Rsyslog::hasDriver).findFirst();
    return program.flatMap(p -> driver.map(d -> new Installed(p, d)));
  }

  private static boolean hasDriver(String driver) {
    String file = "rsyslog/lmnsd_" + driver + ".so";
    return LIBRARIES.stream()
        .flatMap(folder -> Stream.concat(Stream.of(folder), foldersOf(folder)))
        .anyMatch(folder -> Files.exists(folder.resolve(file)));
  }

  private static Stream<Path> foldersOf(Path folder) {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.toList().stream();
    } catch (IOException e) {
      return Stream.empty(); // not a folder of this system
    }
  }

  /** Starts it; it sends every line of the file, and those that are appended later. */
  static Rsyslog start(
      Installed installed,
      Path work,
      DemoCertificates certificates,
      Path file,
      InetSocketAddress to)
      throws IOException {
    Path configuration = work.resolve("rsyslog.conf");
    Files.writeString(configuration, configuration(installed, work, certificates, file, to));
    Process process =
        new ProcessBuilder(
                installed.program().toString(),
                "-n",
                "-f",
                configuration.toString(),
                "-i",
                work.resolve("rsyslog.pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("rsyslog.log").toFile())
            .start();
    return new Rsyslog(process);
  }

  private static String configuration(
      Installed installed,
      Path work,
      DemoCertificates certificates,
      Path file,
      InetSocketAddress to) {
    return """
    global(workDirectory="%1$s" net.enableDNS="off" maxMessageSize="64k"
           defaultNetstreamDriver="%2$s" defaultNetstreamDriverCAFile="%3$s"
           defaultNetstreamDriverCertFile="%4$s" defaultNetstreamDriverKeyFile="%5$s")
    module(load="imfile" mode="inotify")
    input(type="imfile" file="%6$s" tag="ehr" severity="info" facility="local0" ruleset="send")
    template(name="message" type="string"
             string="<%%pri%%>1 %%timegenerated:::date-rfc3339%% ehr01 ehr - - - %%msg%%")
    ruleset(name="send") {
      action(type="omfwd" target="127.0.0.1" port="%7$d" protocol="tcp" template="message"
             tcp_framing="octet-counted" streamDriver="%2$s" streamDriverMode="1"
             streamDriverAuthMode="x509/name" streamDriverPermittedPeers="localhost"
             action.resumeRetryCount="-1" queue.type="LinkedList")
    }
    """
        .formatted(
            work,
            installed.driver(),
            certificates.authority(),
            certificates.certificate("sender"),
            certificates.key("sender"),
            file,
            to.getPort());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
