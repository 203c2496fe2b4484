package io.akashi.event.sniff;

import io.akashi.event.sniff.Access.Doing;
import io.akashi.event.sniff.Layout.Quotes;
import java.util.List;

/** Exports of directories, gateways and doors. */
final class NetworkLayouts {
  private NetworkLayouts() {}

  static List<Layout> all() {
    return List.of(directory(), eventViewer(), logons(), vpn(), fortigateLike(), doors());
  }

  private static Layout directory() {
    return new Layout("ad-audit-export", "log.csv")
        .charset("UTF-8", true)
        .delimiter(",", Quotes.ALL)
        .before("#TYPE Selected.System.Management.Automation.PSCustomObject")
        .time("TimeCreated", "occurred_at", "yyyy/MM/dd H:mm:ss", Access::at)
        .doings(
            "EventID",
            "4624",
            "4634",
            "[4648]",
            "[4663]",
            "4720:account_change",
            "4738:account_change",
            "4726:account_change",
            "[4769]",
            "[5140]")
        .field("SubjectUserName", "user_id", a -> "adm-%02d".formatted(a.user() % 5))
        .field("TargetUserName", "target_user", a -> "n%07d".formatted(a.staffNumber()))
        .field("WorkstationName", "terminal", a -> "PC%05d".formatted(10_233 + a.terminal()))
        .field("IpAddress", "address", Access::address)
        .field("IpPort", "none", a -> String.valueOf(49_152 + a.chance() % 9_000))
        .field(
            "LogonType",
            "none|auth_method",
            a -> String.valueOf(List.of(2, 3, 10).get(a.chance() % 3)))
        .field(
            "AuthenticationPackageName",
            "auth_method",
            a -> a.chance() % 3 == 0 ? "NTLM" : "Kerberos")
        .field("MachineName", "none|terminal", _ -> "DC01.hosp.local")
        .outcome("Keywords", "Audit Success", "Audit Failure");
  }

  private static Layout eventViewer() {
    return new Layout("event-viewer-ja", "log.csv")
        .charset("UTF-8", true)
        .lines(40, "\r\n")
        .outcome("キーワード", "成功の監査", "失敗の監査")
        .time("日付と時刻", "occurred_at", "yyyy/MM/dd H:mm:ss", Access::at)
        .field("ソース", "program", _ -> "Microsoft-Windows-Security-Auditing")
        .doings(
            "イベント ID",
            "4624",
            "4634",
            "[4648]",
            "[4663]",
            "4720:account_change",
            "4738:account_change",
            "4726:account_change",
            "[4769]",
            "[5140]")
        .field(
            "タスクのカテゴリ",
            "category|none|object_type",
            a -> a.doing() == Doing.LOGIN ? "Logon" : "Logoff")
        .unnamed("message|none", NetworkLayouts::windowsText);
  }

  private static String windowsText(Access a) {
    return "アカウントが正常にログオンしました。\r\n\r\nサブジェクト:\r\n\tセキュリティ ID:\t\tSYSTEM\r\n\tアカウント名:\t\tn%07d\r\n\r\nログオン タイプ:\t\t3"
        .formatted(a.staffNumber());
  }

  private static Layout logons() {
    return new Layout("logon-report", "log.csv")
        .charset("CP932", false)
        .before("ログオン・ログオフ レポート", "対象期間,2026/10/01 - 2026/10/31")
        .field("ドメイン", "none", _ -> "HOSPITAL")
        .field("ログオンユーザー", "user_id", a -> "n%07d".formatted(a.staffNumber()))
        .field("表示名", "user_name", a -> a.userName(" "))
        .field("コンピュータ名", "terminal", a -> "PC%05d".formatted(10_233 + a.terminal()))
        .field("OS", "none", a -> a.terminal() % 2 == 0 ? "Windows 11" : "Windows 10")
        .time("日時", "occurred_at", "yyyy/MM/dd(E) H:mm:ss", Access::at)
        .doings(
            "種別",
            "ログオン:login",
            "ログオフ:logout",
            "ログオン:login",
            "ログオン:login",
            "ログオン:login",
            "ログオフ:logout",
            "ログオン:login",
            "ログオフ:logout",
            "ログオン:login")
        .outcome("結果", "成功", "失敗");
  }

  private static Layout vpn() {
    return new Layout("sslvpn-session", "log.csv")
        .lines(50, "\n")
        .field("セッションID", "session_id", a -> "%08x".formatted(a.chance() * 4_093))
        .field("ユーザー名", "user_id", a -> "vendor-%02d".formatted(a.user()))
        .field("グループ", "none|user_role", a -> a.user() % 2 == 0 ? "保守ベンダ" : "在宅医")
        .field("接続元IP", "address", a -> "203.0.113." + (a.terminal() + 9))
        .field("割当IP", "none|target_address", a -> "172.16.9." + (a.user() + 10))
        .time("接続開始", "occurred_at", "yyyy-MM-dd HH:mm:ss", Access::at)
        .time("接続終了", "none", "yyyy-MM-dd HH:mm:ss", a -> a.recorded().plusSeconds(2_400))
        .field("接続時間(秒)", "none", a -> String.valueOf(2_400 + a.chance() % 60))
        .field("受信バイト", "none", a -> String.valueOf(a.chance() * 31L))
        .field("送信バイト", "none", a -> String.valueOf(a.chance() * 7L))
        .field("認証方式", "auth_method", a -> a.user() % 2 == 0 ? "証明書+OTP" : "OTP")
        .field("切断理由", "none|message", a -> a.success() ? "User logout" : "Idle timeout");
  }

  private static Layout fortigateLike() {
    return new Layout("firewall-pairs", "log.log")
        .shape("pairs")
        .delimiter(" ", Quotes.NONE)
        .headless()
        .lines(60, "\n")
        .half("date", "yyyy-MM-dd", Access::at)
        .half("time", "HH:mm:ss", Access::at)
        .halves("date", "time", "yyyy-MM-dd HH:mm:ss")
        .field("devname", "none|system", _ -> "\"GW-MAIN\"")
        .field("logid", "none", a -> "\"01000" + (39_424 + a.user() % 3) + "\"")
        .field("user", "user_id", a -> "\"n%07d\"".formatted(a.staffNumber()))
        .field("srcip", "address", Access::address)
        .field("srcport", "none", a -> String.valueOf(50_000 + a.chance() % 9_000))
        .field("dstip", "target_address", a -> "198.51.100." + a.chance() % 40)
        .field("dstport", "target_port", a -> a.chance() % 4 == 0 ? "80" : "443")
        .doings(
            "action",
            "accept:connection_allowed",
            "[close]",
            "accept:connection_allowed",
            "accept:connection_allowed",
            "accept:connection_allowed",
            "accept:connection_allowed",
            "accept:connection_allowed",
            "accept:connection_allowed",
            "deny:connection_blocked")
        .field("sentbyte", "none", a -> String.valueOf(a.chance() % 90_000))
        .field("msg", "message", a -> a.chance() % 2 == 0 ? "session closed" : "policy 12 matched");
  }

  private static Layout doors() {
    return new Layout("door-access", "log.csv")
        .charset("CP932", false)
        .half("発生日", "yyyy/MM/dd", Access::at)
        .half("発生時刻", "HH:mm:ss", Access::at)
        .halves("発生日", "発生時刻", "yyyy/MM/dd HH:mm:ss")
        .field("扉番号", "none|object_id|terminal", a -> "%03d".formatted(a.terminal() % 6 + 1))
        .field(
            "扉名称",
            "none|object_name|terminal",
            a -> List.of("サーバ室", "薬品庫", "カルテ庫").get(a.terminal() % 3))
        .field(
            "カード番号",
            "none|auth_method|user_id",
            a -> "%010d".formatted(4_400_000_000L + a.staffNumber()))
        .field("個人番号", "user_id", a -> "%06d".formatted(a.staffNumber() % 1_000_000))
        .field("氏名", "user_name", a -> a.userName("　"))
        .field("所属名", "none", Access::department)
        .field("入退区分", "none|kind", a -> a.chance() % 2 == 0 ? "入室" : "退室")
        .outcome("判定", "OK", "NG");
  }
}
