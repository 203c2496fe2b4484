package io.akashi.hospital.internal.day;

import io.akashi.hospital.Server;
import io.akashi.hospital.Terminal;
import io.akashi.hospital.internal.doing.Actor;
import io.akashi.hospital.internal.doing.Backups;
import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.doing.Doing.TunnelAct;
import io.akashi.hospital.internal.doing.WindowsDoings;
import io.akashi.hospital.internal.site.Dice;
import io.akashi.hospital.internal.site.Site;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What machines write by themselves, and the few people who look after them. */
final class Machinery {
  private static final long HOUR = 8;
  private static final int[] PORTS = {443, 443, 445, 1433, 104, 8443, 5432, 3389};
  private static final List<String> TABLES =
      List.of("karte", "kensa", "shoho", "kango", "yoyaku", "kaikei");
  private static final List<String> JOBS =
      List.of(
          "EHR nightly",
          "PACS nightly",
          "FileServer nightly",
          "LIS nightly",
          "Domain nightly",
          "Iji nightly");

  private final Site site;
  private final Consumer<Doing> out;
  private final LocalDateTime hour;
  private final Dice dice;

  Machinery(Site site, LocalDateTime hour, Consumer<Doing> out) {
    this.site = site;
    this.hour = hour;
    this.out = out;
    this.dice = Dice.of(site.seed(), HOUR, hour.toLocalDate().toEpochDay() * 24 + hour.getHour());
  }

  /** Everything of the hour. */
  void run(double share) {
    boolean day = hour.getHour() >= 8 && hour.getHour() < 18;
    double busy = day ? 1.5 : 0.6;
    repeat(dice.times(16_000 * share * busy), this::connection);
    repeat(dice.times(4_000 * share * busy), this::statement);
    repeat(dice.times(900 * share), this::scheduled);
    repeat(dice.times(0.7), this::knock);
    if (day) {
      repeat(dice.times(0.5), this::doctorAtHome);
      repeat(dice.times(0.8), this::administrator);
      repeat(dice.times(1.2), this::wrongPassword);
    }
    repeat(dice.times(day ? 6 : 1), this::pattern);
    repeat(dice.times(0.02), this::harmless);
    if (hour.getHour() >= 1 && hour.getHour() <= 3) {
      backups();
    }
  }

  private static void repeat(int times, Runnable what) {
    for (int i = 0; i < times; i++) {
      what.run();
    }
  }

  private LocalDateTime moment() {
    return hour.plusSeconds(dice.below(3_500)).plusNanos(dice.below(1_000) * 1_000_000L);
  }

  private void connection() {
    Terminal from = dice.pick(site.terminals());
    Server to = dice.pick(site.servers());
    out.accept(
        new Doing.Flow(
            moment(),
            !dice.chance(0.04),
            from.address(),
            dice.between(49_152, 65_535),
            to.address(),
            PORTS[dice.below(PORTS.length)]));
  }

  private void statement() {
    String table = dice.pick(TABLES);
    boolean write = dice.chance(0.3);
    String tag = write ? "INSERT" : "SELECT";
    String text =
        write
            ? "insert into %s values ($1,$2,$3)".formatted(table)
            : "select * from %s where patient_id = $1".formatted(table);
    out.accept(
        new Doing.Statement(
            moment(),
            "ehrapp",
            "10.1.0.%d".formatted(dice.between(12, 15)),
            "ehr-app",
            tag,
            "AUDIT: SESSION,1,1,%s,%s,TABLE,public.%s,\"%s\",<not logged>"
                .formatted(write ? "WRITE" : "READ", tag, table, text)));
  }

  private void scheduled() {
    Server server = linux();
    out.accept(
        new Doing.Line(
            moment(),
            server,
            "CRON",
            "(root) CMD (/usr/local/sbin/"
                + dice.pick(List.of("rotate-logs", "check-disk", "sync-time", "export-metrics"))
                + ")"));
  }

  private Server linux() {
    return dice.pick(site.servers().stream().filter(each -> !each.windows()).toList());
  }

  /** Somebody on the Internet tries names. */
  private void knock() {
    String remote = "203.0.113." + dice.between(100, 254);
    out.accept(
        new Doing.Tunnel(
            moment(),
            dice.pick(List.of("admin", "test", "vpn", "user1", "backup")),
            remote,
            "",
            TunnelAct.REFUSED));
  }

  private void doctorAtHome() {
    List<Actor> doctors =
        site.staff().stream()
            .filter(each -> each.id().startsWith("d") && each.number() % 9 == 0)
            .map(Actor::of)
            .toList();
    Actor doctor = dice.pick(doctors);
    String remote = "198.51.100." + dice.between(10, 200);
    String inside = "10.212.134." + dice.between(100, 180);
    LocalDateTime at = hour.plusSeconds(dice.below(1_500));
    out.accept(new Doing.Tunnel(at, doctor.id(), remote, inside, TunnelAct.UP));
    out.accept(
        new Doing.Tunnel(at.plusSeconds(1_800), doctor.id(), remote, inside, TunnelAct.DOWN));
  }

  private void administrator() {
    var engineers = site.staff().stream().filter(each -> each.id().startsWith("i")).toList();
    String user = dice.pick(engineers).id();
    Server server = linux();
    LocalDateTime at = hour.plusSeconds(dice.below(3_000));
    out.accept(
        new Doing.Line(
            at,
            server,
            "sshd",
            "Accepted publickey for %s from 10.42.1.%d port %d ssh2: ED25519 SHA256:k3Wq"
                .formatted(user, dice.between(11, 22), dice.between(49_152, 65_535))));
    out.accept(
        new Doing.Line(
            at.plusSeconds(40),
            server,
            "sudo",
            "%s : TTY=pts/0 ; PWD=/home/%s ; USER=root ; COMMAND=/usr/bin/systemctl status postgresql"
                .formatted(user, user)));
    out.accept(
        new Doing.Line(
            at.plusSeconds(300),
            server,
            "sshd",
            "pam_unix(sshd:session): session closed for user " + user));
  }

  private void wrongPassword() {
    var employee = dice.pick(site.staff());
    Terminal terminal = dice.pick(site.terminals(employee.department()));
    LocalDateTime at = hour.plusSeconds(dice.below(3_000));
    boolean locks = dice.chance(0.08);
    for (int i = 0; i < (locks ? 5 : 1); i++) {
      out.accept(WindowsDoings.refused(at.plusSeconds(9L * i), terminal, Actor.of(employee)));
    }
    if (locks) {
      out.accept(WindowsDoings.locked(at.plusSeconds(46), "dc01", terminal, employee.id()));
    }
  }

  private void pattern() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("Product Name", "Microsoft Defender ウイルス対策");
    data.put("Current security intelligence Version", "1.421.%d.0".formatted(hour.getDayOfYear()));
    data.put(
        "Previous security intelligence Version", "1.421.%d.0".formatted(hour.getDayOfYear() - 1));
    out.accept(WindowsDoings.defender(moment(), dice.pick(site.terminals()).name(), 2000, data));
  }

  /** A test file or an advertisement, found and removed. */
  private void harmless() {
    Terminal terminal = dice.pick(site.terminals());
    LocalDateTime at = hour.plusSeconds(dice.below(3_000));
    String path = "C:\\Users\\Public\\Downloads\\setup.exe";
    for (int id : new int[] {1116, 1117}) {
      out.accept(
          WindowsDoings.malware(
              at.plusSeconds(12L * (id - 1116)),
              terminal.name(),
              id,
              "Adware:Win32/InstallCore",
              path));
    }
  }

  private void backups() {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < JOBS.size(); i++) {
      if (i % 3 == hour.getHour() - 1) {
        own.add(JOBS.get(i));
      }
    }
    for (String job : own) {
      LocalDateTime at = hour.plusSeconds(dice.between(60, 900));
      String session = "s-%08x".formatted((int) dice.next());
      out.accept(Backups.started(at, job, session));
      boolean warning = dice.chance(0.05);
      out.accept(
          Backups.finished(
              at.plusSeconds(dice.between(600, 2_400)),
              job,
              session,
              warning ? "Warning" : "Success"));
    }
  }
}
