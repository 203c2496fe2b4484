package io.akashi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akashi.event.Arrival;
import io.akashi.intake.TlsOptions.ClientAuth;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The senders a hospital really runs, as child processes against our receivers. */
@Tag("it")
class RealSendersIT {
  private static final int LINES = 1_000;
  private static final String TEXT = "患者0000123を参照 user=山田";

  @TempDir private static Path keys;
  private static TestCertificates certificates;

  @TempDir private Path folder;
  private final CollectingSink sink = new CollectingSink();
  private final List<Process> children = new ArrayList<>();

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new TestCertificates(keys, "RSA");
    certificates.authority("ca");
    certificates.signed("server", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost");
    certificates.signed("sender", "ca");
  }

  @AfterEach
  void endChildren() throws InterruptedException {
    for (Process child : children) {
      child.destroy();
      if (!child.waitFor(5, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    }
  }

  private static Path program(String name) {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                Stream.of("/usr/sbin", "/sbin"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), name + " is not installed");
    return found.orElseThrow();
  }

  private Process start(Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    children.add(child);
    return child;
  }

  private SyslogTcpReceiver tcp(TlsOptions tlsOrNull) {
    var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TcpOptions options =
        tlsOrNull == null ? TcpOptions.plain("tcp", bind) : TcpOptions.tls("tls", bind, tlsOrNull);
    return SyslogTcpReceiver.open(
        options, SourceRules.NONE, sink, IntakeObserver.SILENT, InstantSource.system());
  }

  private SyslogUdpReceiver udp() {
    var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return SyslogUdpReceiver.open(
        UdpOptions.of("udp", bind),
        SourceRules.NONE,
        sink,
        IntakeObserver.SILENT,
        InstantSource.system());
  }

  private static TlsOptions mutualTls() {
    return new TlsOptions(
        certificates.pem("server"),
        certificates.key("server"),
        certificates.pem("ca"),
        ClientAuth.NEED,
        Set.of());
  }

  /** A file with the lines to send. */
  private Path input() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      lines.append(TEXT).append(' ').append(i).append('\n');
    }
    return Files.writeString(folder.resolve("input.log"), lines);
  }

  private List<Arrival> assertAllCame(String framing) throws IOException {
    List<Arrival> arrivals;
    try {
      arrivals = sink.await(LINES);
    } catch (AssertionError e) {
      throw new AssertionError(e + "\n" + Files.readString(folder.resolve("output.txt")), e);
    }
    assertThat(arrivals).hasSize(LINES);
    for (int i = 0; i < LINES; i++) {
      // rsyslog and syslog-ng count a line feed in when they count octets: it is payload.
      assertThat(new String(arrivals.get(i).payload(), UTF_8).stripTrailing())
          .endsWith(TEXT + " " + i);
    }
    assertThat(arrivals).extracting(Arrival::framing).containsOnly(framing);
    return arrivals;
  }

  private void rsyslog(String action) throws IOException {
    Path config = folder.resolve("rsyslog.conf");
    Files.writeString(
        config,
        """
        global(workDirectory="%s" maxMessageSize="64k")
        module(load="imfile")
        %s
        input(type="imfile" File="%s" Tag="ehr" ruleset="out")
        """
            .formatted(folder, action, input()));
    start(program("rsyslogd"), "-n", "-f", config.toString(), "-i", folder + "/rsyslog.pid");
  }

  @ParameterizedTest
  @CsvSource({"octet-counted, octet", "traditional, lf"})
  void takesWhatRsyslogSendsOverTcp(String framing, String label) throws IOException {
    try (var receiver = tcp(null)) {
      rsyslog(
          """
          ruleset(name="out") {
            action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp"
                   TCP_Framing="%s" template="RSYSLOG_SyslogProtocol23Format")
          }
          """
              .formatted(receiver.address().getPort(), framing));
      assertAllCame(label);
    }
  }

  @ParameterizedTest
  @CsvSource({"gtls, rsyslog-gnutls", "ossl, rsyslog-openssl"})
  void takesWhatRsyslogSendsOverMutualTls(String driver, String debian) throws Exception {
    program("rsyslogd");
    assumeTrue(hasDriver(driver), debian + " is not installed");
    try (var receiver = tcp(mutualTls())) {
      rsyslog(
          """
          global(defaultNetstreamDriverCAFile="%s"
                 defaultNetstreamDriverCertFile="%s" defaultNetstreamDriverKeyFile="%s")
          ruleset(name="out") {
            action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp"
                   TCP_Framing="octet-counted" template="RSYSLOG_SyslogProtocol23Format"
                   StreamDriver="%s" StreamDriverMode="1"
                   StreamDriverAuthMode="x509/certvalid")
          }
          """
              .formatted(
                  certificates.pem("ca"),
                  certificates.pem("sender"),
                  certificates.key("sender"),
                  receiver.address().getPort(),
                  driver));
      List<Arrival> arrivals = assertAllCame("octet");
      assertThat(arrivals).allMatch(a -> certificate(a).equals(fingerprint("sender")));
    }
  }

  private static String certificate(Arrival arrival) {
    return String.valueOf(arrival.keys().get(Arrival.KEY_CERT));
  }

  private static String fingerprint(String name) {
    try {
      return certificates.fingerprint(name);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hasDriver(String driver) throws IOException {
    try (Stream<Path> found =
        Files.find(Path.of("/usr/lib"), 4, (p, a) -> p.endsWith("lmnsd_" + driver + ".so"))) {
      return found.findAny().isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"network, lf", "syslog, octet"})
  void takesWhatSyslogNgSends(String destination, String label) throws IOException {
    // Debian's syslog-ng cannot be installed beside rsyslog; a starter elsewhere can be named.
    String named = System.getenv("AKASHI_SYSLOG_NG");
    Path program = named == null ? program("syslog-ng") : Path.of(named);
    try (var receiver = tcp(null)) {
      Path config = folder.resolve("syslog-ng.conf");
      Files.writeString(
          config,
          """
          @version: 3.38
          source in { file("%s" flags(no-parse)); };
          destination out { %s("127.0.0.1" port(%d) transport("tcp")); };
          log { source(in); destination(out); };
          """
              .formatted(input(), destination, receiver.address().getPort()));
      start(
          program,
          "-F",
          "-f",
          config.toString(),
          "--persist-file=" + folder.resolve("persist"),
          "--pidfile=" + folder.resolve("pid"),
          "--control=" + folder.resolve("control"));
      assertAllCame(label);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--octet-count", ""})
  void takesWhatLoggerSendsOverTcp(String option) throws Exception {
    try (var receiver = tcp(null)) {
      logger(receiver.address().getPort(), "--tcp", option.isEmpty() ? "--rfc5424" : option);
      assertAllCame(option.isEmpty() ? "lf" : "octet");
    }
  }

  @Test
  void takesWhatLoggerSendsOverUdp() throws Exception {
    try (var receiver = udp()) {
      logger(receiver.address().getPort(), "--udp", "--rfc3164");
      assertAllCame("datagram");
    }
  }

  private void logger(int port, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--server", "127.0.0.1", "--port", Integer.toString(port)));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--file", input().toString(), "--tag", "ehr"));
    assertThat(start(program("logger"), arguments.toArray(String[]::new)).waitFor()).isZero();
  }

  @Test
  void takesWhatOpensslSends() throws Exception {
    try (var receiver = tcp(mutualTls())) {
      Path input = Files.writeString(folder.resolve("one"), "<13>1 - - - - - - " + TEXT + "\n");
      Process openssl =
          new ProcessBuilder(
                  program("openssl").toString(),
                  "s_client",
                  "-connect",
                  "127.0.0.1:" + receiver.address().getPort(),
                  "-CAfile",
                  certificates.pem("ca").toString(),
                  "-verify_return_error",
                  "-cert",
                  certificates.pem("sender").toString(),
                  "-key",
                  certificates.key("sender").toString(),
                  "-quiet",
                  "-no_ign_eof")
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output.txt").toFile())
              .start();
      children.add(openssl);
      assertThat(sink.await(1).getFirst().payload())
          .isEqualTo(("<13>1 - - - - - - " + TEXT).getBytes(UTF_8));
    }
  }
}
