package io.akashi.hospital.internal.story;

import static io.akashi.hospital.internal.story.Scene.minute;

import io.akashi.hospital.Server;
import io.akashi.hospital.internal.doing.Backups;
import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.doing.Doing.TunnelAct;
import io.akashi.hospital.internal.doing.WindowsDoings;
import io.akashi.hospital.internal.site.Site;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** People from outside: an intruder with the account of a vendor, and a vendor without a plan. */
final class AttackStories {
  private static final String VENDOR = "hoshu-med";
  private static final String OUTSIDE = "203.0.113.66";
  private static final String INSIDE = "10.212.134.66";
  private static final String SECOND_VENDOR = "hoshu-kensa";
  private static final List<String> VICTIMS = List.of("dc01", "fs01", "vbrsrv01");

  private final Site site;
  private final LocalDate last;

  AttackStories(Site site, LocalDate last) {
    this.site = site;
    this.last = last;
  }

  List<Plot> all() {
    return List.of(ransomware(), withoutPlan());
  }

  private Plot ransomware() {
    LocalDateTime night = last.minusDays(1).atTime(0, 41);
    Scene scene =
        new Scene(
            "ransomware",
            ("保守業者のID %s がVPN装置で総当たりされ、%s から侵入。サーバー3台に遠隔操作で入り、ウイルス対策を止め、" + "バックアップ先を消し、ログを消去した。")
                .formatted(VENDOR, OUTSIDE),
            ("Somebody at %s guessed the password of vendor account %s at the VPN, took over three servers, disabled the malware protection,"
                    + " deleted the backup repository and cleared the logs.")
                .formatted(OUTSIDE, VENDOR));
    for (int i = 0; i < 46; i++) {
      scene.add(
          new Doing.Tunnel(night.plusSeconds(67L * i), VENDOR, OUTSIDE, "", TunnelAct.REFUSED));
    }
    LocalDateTime in = night.plusMinutes(53);
    scene.add(new Doing.Tunnel(in, VENDOR, OUTSIDE, INSIDE, TunnelAct.UP));
    spread(scene, in);
    destroy(scene, in.plusMinutes(24));
    scene.add(new Doing.Tunnel(in.plusMinutes(70), VENDOR, OUTSIDE, INSIDE, TunnelAct.DOWN));
    String from = minute(night);
    String to = minute(in.plusMinutes(75));
    return scene
        .found(36, "address", INSIDE, "from", from, "to", to)
        .found(48, "address", OUTSIDE)
        .found(3, "kind", "log_cleared", "from", from, "to", to)
        .found(3, "kind", "backup_failure", "from", from, "to", to)
        .found(4, "kind", "malware", "from", from, "to", to)
        .end();
  }

  private void spread(Scene scene, LocalDateTime in) {
    for (int i = 0; i < 30; i++) {
      Server server = site.servers().get(i);
      scene.add(
          new Doing.Flow(
              in.plusSeconds(90 + 4L * i), false, INSIDE, 50_000 + i, server.address(), 445));
    }
    for (int i = 0; i < VICTIMS.size(); i++) {
      Server server = site.server(VICTIMS.get(i));
      LocalDateTime at = in.plusMinutes(7 + 3L * i);
      scene.add(new Doing.Flow(at, true, INSIDE, 51_000 + i, server.address(), 3389));
      scene.add(WindowsDoings.remoteDesktop(at.plusSeconds(6), server.name(), VENDOR, INSIDE));
    }
    scene.add(WindowsDoings.joined(in.plusMinutes(12), "dc01", VENDOR, VENDOR, "Domain Admins"));
  }

  private void destroy(Scene scene, LocalDateTime begun) {
    for (int i = 0; i < VICTIMS.size(); i++) {
      String server = VICTIMS.get(i);
      LocalDateTime at = begun.plusSeconds(50L * i);
      scene.add(
          WindowsDoings.serviceInstalled(at, server, "PSEXESVC", "%SystemRoot%\\PSEXESVC.exe"));
      scene.add(
          WindowsDoings.defender(
              at.plusSeconds(240),
              server,
              5001,
              Map.of("Product Name", "Microsoft Defender ウイルス対策")));
      scene.add(WindowsDoings.logCleared(begun.plusMinutes(40).plusSeconds(i), server, VENDOR));
    }
    for (String server : List.of("fs01", "vbrsrv01")) {
      String path = "C:\\ProgramData\\lb3.exe";
      scene.add(
          WindowsDoings.malware(begun.plusMinutes(9), server, 1116, "Ransom:Win32/LockBit", path));
      scene.add(
          WindowsDoings.malware(begun.plusMinutes(10), server, 1119, "Ransom:Win32/LockBit", path));
    }
    scene.add(Backups.repositoryDeleted(begun.plusMinutes(20), "HOSP\\\\" + VENDOR, "NAS01"));
    for (String job : List.of("EHR nightly", "PACS nightly", "FileServer nightly")) {
      scene.add(Backups.finished(begun.plusMinutes(28), job, "s-deadbeef", "Failed"));
    }
  }

  private Plot withoutPlan() {
    LocalDateTime at = last.minusDays(2).atTime(22, 31);
    String remote = "198.51.100.9";
    String inside = "10.212.134.9";
    Server database = site.server("ehrdb01");
    Scene scene =
        new Scene(
            "maintenance-without-plan",
            "検査機器の保守業者 %s が、作業計画のない夜間にVPNで入り、カルテDBの患者表を直接読み出した。".formatted(SECOND_VENDOR),
            "Vendor %s came in over the VPN at night without a work plan and read the table of patients straight from the database."
                .formatted(SECOND_VENDOR));
    scene.add(new Doing.Tunnel(at, SECOND_VENDOR, remote, inside, TunnelAct.UP));
    scene.add(
        new Doing.Line(
            at.plusMinutes(2),
            database,
            "sshd",
            "Accepted password for %s from %s port 51022 ssh2".formatted(SECOND_VENDOR, inside)));
    scene.add(
        new Doing.Line(
            at.plusMinutes(3),
            database,
            "sudo",
            "%1$s : TTY=pts/1 ; PWD=/home/%1$s ; USER=postgres ; COMMAND=/usr/bin/psql ehr"
                .formatted(SECOND_VENDOR)));
    for (int i = 0; i < 12; i++) {
      scene.add(
          new Doing.Statement(
              at.plusMinutes(4).plusSeconds(45L * i),
              "postgres",
              "10.1.0.10",
              "psql",
              "SELECT",
              "AUDIT: SESSION,%d,1,READ,SELECT,TABLE,public.kanja,\"select * from kanja where pref = %d\",<not logged>"
                  .formatted(i + 1, i + 1)));
    }
    scene.add(new Doing.Tunnel(at.plusMinutes(20), SECOND_VENDOR, remote, inside, TunnelAct.DOWN));
    return scene
        .found(4, "user", SECOND_VENDOR)
        .found(12, "user", "postgres", "from", minute(at), "to", minute(at.plusMinutes(25)))
        .end();
  }
}
