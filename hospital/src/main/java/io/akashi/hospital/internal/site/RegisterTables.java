package io.akashi.hospital.internal.site;

import io.akashi.hospital.Employee;
import io.akashi.hospital.Job;
import io.akashi.hospital.LogSystem;
import io.akashi.hospital.RegisterFile;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The registers, with what is wrong in them: accounts of leavers that are still enabled, one clerk
 * whom the list of the health record forgot, accounts for training that belong to nobody, a vendor
 * whose contract has ended, and whoever came in without being on any list.
 */
public final class RegisterTables {
  private static final String MARK = "\ufeff";
  private static final String PEOPLE = "職員番号,所属部署,姓,名,職種,電話番号,採用日,退職日,説明";
  private static final String ACCOUNTS = "システム,ユーザID,職員番号,姓,名,所属部署,権限,説明,使用可否,有効期限,最終ログオン,共用";
  private static final String LIMITS = "基準値ID,値,単位,承認者,承認日,有効期限";
  private static final int FORGOTTEN = 77;
  private static final int STILL_ENABLED = 4;

  private final Site site;
  private final LocalDate lastDay;
  private final List<String> rows = new ArrayList<>();

  private RegisterTables(Site site, LocalDate lastDay) {
    this.site = site;
    this.lastDay = lastDay;
  }

  /** The tables of people, accounts and limits, in the order in which they are to be imported. */
  public static List<RegisterFile> of(Site site, LocalDate lastDay) {
    return List.of(
        file("people", "職員一覧.csv", PEOPLE, people(site)),
        file("accounts", "アカウント一覧.csv", ACCOUNTS, new RegisterTables(site, lastDay).accounts()),
        file("limits", "基準値.csv", LIMITS, limits(lastDay)));
  }

  private static RegisterFile file(
      String register, String name, String headings, List<String> rows) {
    String text = MARK + headings + "\r\n" + String.join("\r\n", rows) + "\r\n";
    return new RegisterFile(register, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> people(Site site) {
    List<String> rows = new ArrayList<>();
    for (List<Employee> each : List.of(site.staff(), site.leavers())) {
      for (Employee employee : each) {
        rows.add(
            String.join(
                ",",
                employee.id(),
                employee.department().ja(),
                employee.family(),
                employee.given(),
                employee.job().ja(),
                Integer.toString(2_000 + employee.number()),
                employee.joined().toString(),
                employee.left().map(LocalDate::toString).orElse(""),
                ""));
      }
    }
    return rows;
  }

  private static List<String> limits(LocalDate lastDay) {
    LocalDate approved = LocalDate.of(lastDay.minusMonths(4).getYear(), 4, 1);
    return List.of("account.unused.days,90,日,病院長,%s,".formatted(approved));
  }

  private List<String> accounts() {
    String forgotten = site.people(90, Job.CLERK).get(FORGOTTEN).id();
    for (Employee employee : site.staff()) {
      if (!employee.id().equals(forgotten)) {
        own(LogSystem.RECORD, employee, true);
      }
      own(LogSystem.WINDOWS, employee, true);
      for (LogSystem system : others(employee)) {
        own(system, employee, true);
      }
    }
    for (int i = 0; i < site.leavers().size(); i++) {
      own(LogSystem.RECORD, site.leavers().get(i), i < STILL_ENABLED);
      own(LogSystem.WINDOWS, site.leavers().get(i), i == 1);
    }
    shared(LogSystem.RECORD, "er-share", "救急外来 共用");
    shared(LogSystem.WINDOWS, "dc01$", "コンピューター");
    shared(LogSystem.WINDOWS, "dc02$", "コンピューター");
    shared(LogSystem.LINUX, "root", "OS の管理者");
    shared(LogSystem.DATABASE, "ehrapp", "電子カルテの接続用");
    shared(LogSystem.DATABASE, "postgres", "データベースの管理者");
    shared(LogSystem.MALWARE, "SYSTEM", "OS");
    nobodys(LogSystem.RECORD, "test01", "動作確認用", Optional.empty());
    nobodys(LogSystem.RECORD, "kenshu01", "研修用", Optional.empty());
    for (LogSystem system : List.of(LogSystem.VPN, LogSystem.WINDOWS)) {
      nobodys(system, "hoshu-med", "医事システム保守業者", Optional.of(lastDay.plusDays(120)));
    }
    for (LogSystem system : List.of(LogSystem.VPN, LogSystem.LINUX)) {
      nobodys(system, "hoshu-kensa", "検査機器保守業者", Optional.of(lastDay.minusDays(30)));
    }
    return rows;
  }

  /** Where else somebody has an account. */
  private static List<LogSystem> others(Employee employee) {
    return switch (employee.job()) {
      case DOCTOR ->
          employee.number() % 9 == 0
              ? List.of(LogSystem.IMAGES, LogSystem.REGIONAL, LogSystem.VPN)
              : List.of(LogSystem.IMAGES, LogSystem.REGIONAL);
      case RADIOGRAPHER -> List.of(LogSystem.IMAGES);
      case SOCIAL_WORKER -> List.of(LogSystem.REGIONAL);
      case ENGINEER -> List.of(LogSystem.LINUX, LogSystem.BACKUP);
      default -> List.of();
    };
  }

  private void own(LogSystem system, Employee employee, boolean enabled) {
    String role = employee.job() == Job.ENGINEER ? "管理者" : employee.job().ja();
    rows.add(
        String.join(
            ",",
            system.ja(),
            employee.id(),
            employee.id(),
            employee.family(),
            employee.given(),
            employee.department().ja(),
            role,
            "",
            enabled ? "使用可" : "無効",
            "",
            "",
            "いいえ"));
  }

  private void shared(LogSystem system, String user, String note) {
    rows.add(String.join(",", system.ja(), user, "", "", "", "", "", note, "使用可", "", "", "はい"));
  }

  private void nobodys(LogSystem system, String user, String note, Optional<LocalDate> until) {
    String end = until.map(LocalDate::toString).orElse("");
    rows.add(String.join(",", system.ja(), user, "", "", "", "", "", note, "使用可", end, "", "いいえ"));
  }
}
