package io.akashi.hospital.internal.doing;

import io.akashi.hospital.LogSystem;
import io.akashi.hospital.Terminal;
import io.akashi.hospital.internal.doing.Doing.Origin;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The Windows events that the hospital's machines write, with the data Windows gives them. */
public final class WindowsDoings {
  private static final String SYSTEM_SID = "S-1-5-18";
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT);

  private WindowsDoings() {}

  /** Somebody signs in at the screen of a PC (4624, type 2). */
  public static Doing logon(LocalDateTime at, Terminal terminal, Actor actor) {
    Map<String, String> data = account(actor.id());
    data.put("LogonType", "2");
    data.put("AuthenticationPackageName", "Negotiate");
    data.put("WorkstationName", terminal.name());
    data.put("IpAddress", terminal.address());
    return security(at, terminal.name(), 4624, data, "アカウントが正常にログオンしました。");
  }

  /** The same in vain (4625, type 2). */
  public static Doing refused(LocalDateTime at, Terminal terminal, Actor actor) {
    Map<String, String> data = account(actor.id());
    data.put("LogonType", "2");
    data.put("Status", "0xc000006d");
    data.put("SubStatus", "0xc000006a");
    data.put("AuthenticationPackageName", "Negotiate");
    data.put("WorkstationName", terminal.name());
    data.put("IpAddress", terminal.address());
    return security(at, terminal.name(), 4625, data, "アカウントがログオンに失敗しました。");
  }

  /** Somebody signs out (4634). */
  public static Doing logoff(LocalDateTime at, Terminal terminal, Actor actor) {
    Map<String, String> data = account(actor.id());
    data.put("LogonType", "2");
    return security(at, terminal.name(), 4634, data, "アカウントがログオフしました。");
  }

  /** Somebody signs in over the network with the screen of a server (4624, type 10). */
  public static Doing remoteDesktop(LocalDateTime at, String server, String user, String from) {
    Map<String, String> data = account(user);
    data.put("LogonType", "10");
    data.put("AuthenticationPackageName", "Negotiate");
    data.put("WorkstationName", "DESKTOP-7QK2");
    data.put("IpAddress", from);
    return security(at, server, 4624, data, "アカウントが正常にログオンしました。");
  }

  /** An account locks itself (4740). */
  public static Doing locked(LocalDateTime at, String controller, Terminal terminal, String user) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("TargetUserName", user);
    data.put("TargetDomainName", terminal.name());
    data.put("TargetSid", sid(user));
    data.put("SubjectUserSid", SYSTEM_SID);
    data.put("SubjectUserName", controller + "$");
    return security(at, controller, 4740, data, "ユーザー アカウントがロックアウトされました。");
  }

  /** Somebody is made a member of a group (4732). */
  public static Doing joined(
      LocalDateTime at, String server, String by, String member, String group) {
    Map<String, String> data = subject(by);
    data.put("MemberName", member);
    data.put("MemberSid", sid(member));
    data.put("TargetUserName", group);
    data.put("TargetSid", "S-1-5-32-544");
    return security(at, server, 4732, data, "セキュリティが有効なローカル グループにメンバーが追加されました。");
  }

  /**
   * Somebody sets the clock (4616).
   *
   * @param at when it is so in truth, as Windows is made to stamp it here
   * @param shown what the clock showed before
   * @param to what it shows from then on
   */
  public static Doing clockSet(
      LocalDateTime at, String computer, String by, LocalDateTime shown, LocalDateTime to) {
    Map<String, String> data = subject(by);
    data.put("PreviousTime", utc(shown));
    data.put("NewTime", utc(to));
    data.put("ProcessName", "C:\\Windows\\System32\\control.exe");
    return security(at, computer, 4616, data, "システム時刻が変更されました。");
  }

  private static String utc(LocalDateTime at) {
    return UTC.format(at.minusHours(9));
  }

  /** Somebody clears the security log (1102). */
  public static Doing logCleared(LocalDateTime at, String server, String by) {
    return new Doing.Windows(
        at, LogSystem.WINDOWS, server, Origin.EVENTLOG, 1102, subject(by), "監査ログが消去されました。");
  }

  /** A service is installed (7045). */
  public static Doing serviceInstalled(LocalDateTime at, String server, String name, String image) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("ServiceName", name);
    data.put("ImagePath", image);
    data.put("ServiceType", "ユーザー モード サービス");
    data.put("StartType", "自動的な開始");
    data.put("AccountName", "LocalSystem");
    return new Doing.Windows(
        at, LogSystem.WINDOWS, server, Origin.SERVICES, 7045, data, "サービスがシステムにインストールされました。");
  }

  /** An event of Defender. */
  public static Doing defender(
      LocalDateTime at, String computer, int id, Map<String, String> data) {
    return new Doing.Windows(at, LogSystem.MALWARE, computer, Origin.DEFENDER, id, data, "");
  }

  /** Defender finds something (1116), removes it (1117) or cannot (1119). */
  public static Doing malware(
      LocalDateTime at, String computer, int id, String threat, String path) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("Product Name", "Microsoft Defender ウイルス対策");
    data.put("Threat Name", threat);
    data.put("Severity Name", "重大");
    data.put("Category Name", threat.substring(0, threat.indexOf(':')));
    data.put("Path", "file:_" + path);
    data.put("Error Code", id == 1119 ? "0x80508014" : "0x00000000");
    return defender(at, computer, id, data);
  }

  private static Doing security(
      LocalDateTime at, String computer, int id, Map<String, String> data, String message) {
    return new Doing.Windows(at, LogSystem.WINDOWS, computer, Origin.SECURITY, id, data, message);
  }

  private static Map<String, String> account(String user) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("SubjectUserSid", SYSTEM_SID);
    data.put("SubjectUserName", "-");
    data.put("TargetUserSid", sid(user));
    data.put("TargetUserName", user);
    data.put("TargetDomainName", "HOSP");
    data.put("TargetLogonId", "0x" + Integer.toHexString(user.hashCode() & 0xffffff));
    return data;
  }

  private static Map<String, String> subject(String user) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("SubjectUserSid", sid(user));
    data.put("SubjectUserName", user);
    data.put("SubjectDomainName", "HOSP");
    data.put("SubjectLogonId", "0x" + Integer.toHexString(user.hashCode() & 0xffffff));
    return data;
  }

  private static String sid(String user) {
    return "S-1-5-21-1004336348-1177238915-682003330-" + (1_000 + (user.hashCode() & 0xffff));
  }
}
