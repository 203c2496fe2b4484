package io.akashi.event.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped mappings read in full what the programs of Debian really write. */
@Tag("it")
class RealProgramsIT {
  private static final int PATIENCE_SECONDS = 20;
  private static final String HEADER = "Nov 22 10:00:00 host sshd[1]: ";

  @TempDir private Path folder;
  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void endChildren() throws InterruptedException {
    for (Process child : children) {
      child.destroy();
      if (!child.waitFor(5, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    }
  }

  private static String program(String name) {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                Stream.of("/usr/sbin", "/sbin"))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), name + " is not installed");
    return found.orElseThrow().toString();
  }

  private Process start(String... command) throws IOException {
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    children.add(child);
    return child;
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return child.exitValue();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The status of a page, asked for until the server answers. */
  private int get(int port, String path) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw new IOException(Files.readString(folder.resolve("output.txt")), e);
        }
        Thread.onSpinWait();
      }
    }
  }

  private void stop(Process server) throws InterruptedException {
    server.destroy();
    assertThat(server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private static List<AuditEvent> full(String mapping, Path log, String before) throws IOException {
    List<AuditEvent> events = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      byte[] payload = (before + line).getBytes(StandardCharsets.UTF_8);
      for (AuditEvent event : ShippedMappingsTest.decode(mapping, payload)) {
        assertThat(event.text(Column.DECODE_STATUS)).as(line).isEqualTo("full");
        assertThat(event.text(Column.KIND)).as(line).isNotEqualTo("unclassified");
        events.add(event);
      }
    }
    return events;
  }

  private static void assertKinds(List<AuditEvent> events, String... kinds) {
    assertThat(events).extracting(event -> event.text(Column.KIND)).contains(kinds);
  }

  private void assertPagesAreRead(Path access) throws IOException {
    List<AuditEvent> events = full("web-access", access, "");
    assertThat(events)
        .extracting(event -> event.text(Column.OBJECT_ID) + " " + event.text(Column.OUTCOME))
        .contains("/page.txt success", "/none serious");
  }

  @Test
  void readsNginx() throws Exception {
    String nginx = program("nginx");
    int port = freePort();
    Files.writeString(folder.resolve("page.txt"), "page");
    Path config = folder.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off; master_process off; pid %1$s/pid; error_log %1$s/error.log info; events {}
        http { access_log %1$s/access.log combined; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p;
        fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
        server { listen 127.0.0.1:%2$d; root %1$s; location /denied { deny all; } } }
        """
            .formatted(folder, port));
    Process server = start(nginx, "-e", folder + "/error.log", "-c", config.toString());
    get(port, "/page.txt");
    get(port, "/none");
    get(port, "/denied");
    stop(server);
    assertPagesAreRead(folder.resolve("access.log"));
    assertKinds(
        full("nginx-error", folder.resolve("error.log"), ""), "connection_blocked", "service_stop");
  }

  @Test
  void readsApache() throws Exception {
    String apache = program("apache2");
    Path modules = Path.of("/usr/lib/apache2/modules");
    assumeTrue(Files.isDirectory(modules), "the modules of apache2 are not installed");
    int port = freePort();
    Files.writeString(folder.resolve("page.txt"), "page");
    Path config = folder.resolve("apache.conf");
    Files.writeString(
        config,
        """
        ServerRoot %1$s
        LoadModule mpm_event_module %3$s/mod_mpm_event.so
        LoadModule authz_core_module %3$s/mod_authz_core.so
        DefaultRuntimeDir %1$s
        PidFile %1$s/pid
        Listen 127.0.0.1:%2$d
        ServerName localhost
        DocumentRoot %1$s
        ErrorLog %1$s/error.log
        LogFormat "%%h %%l %%u %%t \\"%%r\\" %%>s %%b \\"%%{Referer}i\\" \\"%%{User-Agent}i\\"" combined
        CustomLog %1$s/access.log combined
        """
            .formatted(folder, port, modules));
    folder.toFile().setExecutable(true, false);
    folder.toFile().setReadable(true, false);
    Process server = start(apache, "-DFOREGROUND", "-f", config.toString());
    get(port, "/page.txt");
    get(port, "/none");
    stop(server);
    assertPagesAreRead(folder.resolve("access.log"));
    assertKinds(
        full("apache-error", folder.resolve("error.log"), ""), "service_start", "service_stop");
  }

  @Test
  void readsRsync() throws Exception {
    String rsync = program("rsync");
    Path log = folder.resolve("rsync.log");
    Path from = Files.createDirectory(folder.resolve("from"));
    Files.writeString(from.resolve("record.txt"), "1");
    String to = folder.resolve("to") + "/";
    assertThat(run(rsync, "-a", "--log-file=" + log, from + "/", to)).isZero();
    assertThat(run(rsync, "-a", "--log-file=" + log, folder + "/none/", to)).isNotZero();
    assertKinds(full("rsync", log, ""), "note", "backup_failure");
  }

  @Test
  void readsSshd() throws Exception {
    String sshd = program("sshd");
    String ssh = program("ssh");
    String keygen = program("ssh-keygen");
    assumeTrue(
        Files.isDirectory(Path.of("/run/sshd")) || new File("/run/sshd").mkdir(),
        "there is no /run/sshd, and this user cannot make it");
    for (String key : List.of("host", "known", "unknown")) {
      String file = folder.resolve(key).toString();
      assertThat(run(keygen, "-q", "-t", "ed25519", "-N", "", "-f", file)).isZero();
    }
    int port = freePort();
    Path config = folder.resolve("sshd.conf");
    Files.writeString(
        config,
        """
        Port %2$d
        ListenAddress 127.0.0.1
        HostKey %1$s/host
        PidFile none
        StrictModes no
        UsePAM no
        AuthorizedKeysFile %1$s/known.pub
        LogLevel VERBOSE
        """
            .formatted(folder, port));
    Process server = start(sshd, "-D", "-e", "-f", config.toString());
    String user = System.getProperty("user.name");
    assertThat(login(ssh, port, "known", user)).isZero();
    assertThat(login(ssh, port, "unknown", user)).isNotZero();
    assertThat(login(ssh, port, "unknown", "nobodyknows")).isNotZero();
    stop(server);
    List<AuditEvent> events = full("linux-auth", folder.resolve("output.txt"), HEADER);
    assertKinds(events, "service_start", "login", "logout", "login_failure", "service_stop");
    assertThat(events)
        .filteredOn(event -> event.text(Column.KIND).equals("login"))
        .allMatch(event -> user.equals(event.text(Column.USER_ID)))
        .allMatch(event -> "127.0.0.1".equals(event.text(Column.ADDRESS)));
  }

  private int login(String ssh, int port, String key, String user) throws Exception {
    return run(
        ssh,
        "-F",
        "none",
        "-q",
        "-i",
        folder.resolve(key).toString(),
        "-oIdentitiesOnly=yes",
        "-oIdentityAgent=none",
        "-oBatchMode=yes",
        "-oConnectionAttempts=20",
        "-oStrictHostKeyChecking=no",
        "-oUserKnownHostsFile=/dev/null",
        "-p" + port,
        user + "@127.0.0.1",
        "true");
  }
}
