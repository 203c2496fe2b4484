package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped mappings read in full what the programs of Debian really write. Each program is run
 * by a script of its own (resources, {@code programs/}), which says what it asks of the program.
 */
@Tag("it")
class RealProgramsIT {
  private static final int PATIENCE_SECONDS = 60;
  private static final int NOT_HERE = 77;
  private static final Column KIND = Column.KIND;
  private static final Column TARGET = Column.TARGET_USER;
  private static final String SYSLOG_HEADER = "Nov 22 10:00:00 host sshd[1]: ";

  @TempDir private Path folder;

  private void run(String program) throws Exception {
    run(program, "unshare", "--mount", "--propagation=private", "--pid", "--fork", "--kill-child");
  }

  /** Runs the script of a program to its end, as root behind this prefix. */
  private void run(String program, String... asRoot) throws Exception {
    Path script =
        Path.of(
            Objects.requireNonNull(RealProgramsIT.class.getResource("/programs/" + program + ".sh"))
                .toURI());
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of(asRoot));
    }
    command.addAll(List.of("sh", script.toString()));
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().put("PORT", Integer.toString(freePort()));
    Process child = builder.start();
    try {
      assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(program + " ends").isTrue();
    } finally {
      child.destroyForcibly().waitFor();
    }
    if (child.exitValue() == NOT_HERE) {
      abort(Files.readString(said));
    }
    assertThat(child.exitValue()).as(Files.readString(said)).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private List<AuditEvent> full(String mapping, String log) throws IOException {
    return full(mapping, log, "");
  }

  /** The events of a log, each record with {@code before} at its front; all read in full. */
  private List<AuditEvent> full(String mapping, String log, String before) throws IOException {
    byte[] file = Files.readAllBytes(folder.resolve(log));
    RecordCutter cutter = RecordCutter.of(Mappings.builtIn().find(mapping).orElseThrow(), UTF_8);
    List<AuditEvent> events = new ArrayList<>();
    int from = 0;
    while (from < file.length) {
      int end = cutter.end(file, from, file.length);
      String record = before + new String(file, from, end - from, UTF_8).stripTrailing();
      for (AuditEvent event : ShippedMappingsTest.decode(mapping, record.getBytes(UTF_8))) {
        assertThat(event.text(Column.DECODE_STATUS)).as(record).isEqualTo("full");
        if (!mapping.equals("journald")) { // a journal holds what no audit log does, too
          assertThat(event.text(Column.KIND)).as(record).isNotEqualTo("unclassified");
        }
        events.add(event);
      }
      from = end;
    }
    return events;
  }

  /** The values of these columns of each event that means something, joined by blanks. */
  private static List<String> said(List<AuditEvent> events, Column... columns) {
    return events.stream()
        .filter(event -> !"note".equals(event.text(Column.KIND)))
        .map(event ->
            Arrays.stream(columns)
                .map(event::text)
                .map(text -> text == null ? "-" : text)
                .collect(Collectors.joining(" ")))
        .toList();
  }

  private static void assertKinds(List<AuditEvent> events, String... kinds) {
    assertThat(said(events, Column.KIND)).contains(kinds);
  }

  private void assertPagesAreRead() throws IOException {
    assertThat(said(full("web-access", "access.log"), Column.OBJECT_ID, Column.OUTCOME))
        .contains("/page.txt success", "/none serious");
  }

  @Test
  void readsNginx() throws Exception {
    run("nginx");
    assertPagesAreRead();
    assertKinds(full("nginx-error", "error.log"), "connection_blocked", "service_stop");
  }

  @Test
  void readsApache() throws Exception {
    run("apache");
    assertPagesAreRead();
    assertKinds(full("apache-error", "error.log"), "service_start", "service_stop");
  }

  @Test
  void readsSquid() throws Exception {
    run("squid");
    List<AuditEvent> events = full("squid", "access.log");
    assertThat(said(events, Column.KIND, Column.OUTCOME, Column.USER_ID, Column.ADDRESS))
        .containsExactly(
            "connection_blocked minor - 127.0.0.1",
            "connection_blocked serious - 127.0.0.1",
            "connection_allowed major hanako 127.0.0.1",
            "connection_allowed success hanako 127.0.0.1");
  }

  @Test
  void readsRsync() throws Exception {
    run("rsync");
    List<AuditEvent> events = full("rsync", "rsync.log");
    assertThat(events).extracting(event -> event.text(Column.KIND)).contains("note");
    assertKinds(events, "backup_failure");
  }

  @Test
  void readsSshd() throws Exception {
    run("sshd");
    String user = System.getProperty("user.name");
    List<AuditEvent> events = full("linux-auth", "sshd.out", SYSLOG_HEADER);
    assertThat(said(events, Column.KIND, Column.USER_ID, Column.ADDRESS))
        .containsExactly(
            "service_start - -",
            "login " + user + " 127.0.0.1",
            "logout " + user + " 127.0.0.1",
            "login_failure " + user + " 127.0.0.1",
            "login_failure nobodyknows 127.0.0.1",
            "service_stop - -");
  }

  @Test
  void readsSudoSuAndCron() throws Exception {
    run("linux");
    List<AuditEvent> events = full("linux-auth", "messages.log");
    assertThat(said(events, KIND, Column.OUTCOME, Column.USER_ID, TARGET, Column.OBJECT_NAME))
        .containsExactly(
            "execute success hanako taro /usr/bin/id",
            "execute success hanako root /bin/true",
            "login_failure serious hanako root /bin/true",
            "execute serious hanako root /bin/ls",
            "execute serious taro root /bin/ls",
            "login success hanako taro -",
            "login_failure serious hanako taro -",
            "login success root hanako -",
            "config_change success hanako hanako -",
            "permission_change success - - nurse",
            "account_change success - nurse -",
            "password_reset success - nurse -",
            "permission_change success - - ward",
            "permission_change success - nurse ward",
            "permission_change success root nurse ward",
            "account_change success - nurse -",
            "permission_change success - - nurse",
            "execute - root - /bin/true backup");
  }

  @Test
  void readsAuditd() throws Exception {
    // in no namespace: the kernel hands its records to a daemon of the machine alone
    run("auditd", "timeout", "--signal=KILL", "50");
    List<AuditEvent> events = full("auditd", "audit.log");
    assertThat(said(events, KIND, Column.OUTCOME, Column.USER_ID, Column.OBJECT_NAME))
        .contains("start success - -", "config_change success - charts", "stop success - -")
        .contains("execute success root /usr/bin/dash");
    assertThat(events)
        .as("who may become whom, by PAM")
        .anyMatch(event -> "nobody".equals(event.text(Column.USER_ID)));
  }

  @Test
  void readsJournald() throws Exception {
    run("journald");
    List<AuditEvent> events = full("journald", "journal.json");
    assertThat(said(events, KIND, Column.USER_ID, TARGET, Column.MESSAGE))
        .contains(
            "login root nobody (to nobody) root on none",
            "unclassified - - finished\nin two lines",
            "unclassified - - 山田");
  }

  @Test
  void readsPostgreSql() throws Exception {
    run("postgresql");
    List<AuditEvent> lines = full("postgresql-csv", "log.csv");
    assertThat(said(lines, KIND, Column.OUTCOME, Column.USER_ID, Column.ADDRESS))
        .containsSubsequence(
            "service_start - - -",
            "login success owner 127.0.0.1",
            "account_change - owner 127.0.0.1",
            "permission_change - owner 127.0.0.1",
            "create - owner 127.0.0.1",
            "update - owner 127.0.0.1",
            "read - owner 127.0.0.1",
            "delete - owner 127.0.0.1",
            "execute - owner 127.0.0.1",
            "config_change - owner 127.0.0.1",
            "logout - owner 127.0.0.1",
            "login_failure serious owner 127.0.0.1",
            "login success nurse 127.0.0.1",
            "service_stop - - -");
    assertThat(said(lines, KIND, Column.OBJECT_NAME)).contains("config_change public.patient");
    assertThat(lines)
        .extracting(event -> event.text(Column.MESSAGE))
        .as("a record of several lines")
        .contains("statement: select id, name\nfrom patient where name = 'a,\"b\"'");
    List<AuditEvent> json = full("postgresql-json", "log.json");
    assertThat(said(json, KIND, Column.USER_ID, Column.ADDRESS, Column.MESSAGE))
        .as("both logs say the same")
        .isEqualTo(said(lines, KIND, Column.USER_ID, Column.ADDRESS, Column.MESSAGE));
  }

  @Test
  void readsMariaDb() throws Exception {
    run("mariadb");
    List<AuditEvent> file = full("mariadb-audit", "audit.log");
    assertThat(said(file, KIND, Column.OUTCOME, Column.USER_ID, Column.OBJECT_NAME))
        .containsSubsequence(
            "login success root -",
            "account_change success root -",
            "config_change - root patient",
            "permission_change success root -",
            "create success root -",
            "read - root patient",
            "read success root -",
            "update success root -",
            "delete success root -",
            "password_reset success root -",
            "permission_change success root -",
            "account_change success root -",
            "logout success root -",
            "login_failure serious root -",
            "login_failure serious nurse -");
    assertThat(file)
        .extracting(event -> event.text(Column.MESSAGE))
        .contains("select * from patient where name = \\'it\\'\\'s, \"x\"\\'");
    List<AuditEvent> syslog = full("mariadb-syslog", "messages.log");
    List<String> statements =
        said(file, KIND, Column.USER_ID, Column.MESSAGE).stream()
            .filter(
                text -> text.matches("(?s).* root (create|grant|insert|select|update|drop|set) .*"))
            .filter(text -> !text.contains("output_type"))
            .toList();
    assertThat(said(syslog, KIND, Column.USER_ID, Column.MESSAGE))
        .as("both ways say the same of the same work")
        .containsSubsequence(statements);
  }
}
