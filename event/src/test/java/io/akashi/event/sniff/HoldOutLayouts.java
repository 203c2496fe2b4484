package io.akashi.event.sniff;

import io.akashi.event.sniff.Layout.Quotes;
import java.util.List;

/** Layouts written down after the sniffer, to see how it does with what it was not made for. */
final class HoldOutLayouts {
  private HoldOutLayouts() {}

  static List<Layout> all() {
    return List.of(
        jsonLines(),
        nursing(),
        remote(),
        scanner(),
        fileServer(),
        prints(),
        database(),
        usb(),
        rehab(),
        headlessNumbers(),
        wardTabs(),
        japanesePairs());
  }

  private static Layout jsonLines() {
    return new Layout("hold-json", "log.log")
        .shape("json")
        .headless()
        .lines(50, "\n")
        .time("timestamp", "occurred_at", "iso", Access::at)
        .field("level", "none", a -> a.success() ? "INFO" : "WARN")
        .field("userId", "user_id", a -> "dr%04d".formatted(a.user()))
        .field("userName", "user_name", a -> a.userName(" "))
        .field("clientIp", "address", Access::address)
        .field("patientId", "patient_id", a -> a.patientId("%08d"))
        .field(
            "resource",
            "none|object_type|category|object_name",
            a -> a.patient() == 0 ? "" : "Observation")
        .doings(
            "operation",
            "LOGIN",
            "LOGOUT",
            "SEARCH",
            "READ",
            "CREATE",
            "UPDATE",
            "DELETE",
            "PRINT",
            "EXPORT")
        .outcome("result", "OK", "NG")
        .field("elapsedMs", "none", a -> String.valueOf(a.chance() % 900))
        .field(
            "requestId",
            "none|session_id",
            a -> "%08x-%04x".formatted(a.chance() * 7L, a.sequence()));
  }

  private static Layout nursing() {
    return new Layout("hold-nursing", "log.csv")
        .charset("CP932", false)
        .delimiter(",", Quotes.ALL)
        .before("看護支援システム　アクセス履歴", "抽出条件：2026/10/01～2026/10/31　病棟：全て")
        .time("アクセス日時", "occurred_at", "yyyy/MM/dd ah:mm:ss", Access::at)
        .field("職員ＩＤ", "user_id", a -> "%06d".formatted(a.staffNumber() % 1_000_000))
        .field("職員名", "user_name", a -> a.userName("　"))
        .field("職種", "user_role", Access::role)
        .field("病棟コード", "none", a -> "%02d".formatted(a.chance() % 9))
        .field("患者ＩＤ", "patient_id", a -> a.patientId("%010d"))
        .field("患者漢字氏名", "none", a -> a.patientName("　"))
        .field(
            "画面",
            "none|category|object_name|object_type",
            a -> a.patient() == 0 ? "メニュー" : List.of("経過表", "看護計画", "ワークシート").get(a.chance() % 3))
        .doings("操作", "ログイン", "ログアウト", "検索", "参照", "登録", "修正", "削除", "印刷", "Ｅｘｃｅｌ出力")
        .field("ＷＳ名", "terminal", a -> "KN-%03d".formatted(a.terminal()))
        .after("総件数：80件");
  }

  private static Layout remote() {
    return new Layout("hold-remote-maintenance", "log.csv")
        .charset("CP932", false)
        .lines(40, "\r\n")
        .field("受付番号", "none|object_id|sequence", a -> "RM26-%04d".formatted(a.sequence() + 80))
        .field("作業会社", "none", a -> a.user() % 2 == 0 ? "○○システム" : "△△メディカル")
        .field("作業者氏名", "user_name", a -> a.userName(" "))
        .field("作業者アカウント", "user_id", a -> "ven%03d".formatted(a.user()))
        .time("開始日時", "occurred_at", "yyyy/MM/dd HH:mm", Access::at)
        .time("終了日時", "none", "yyyy/MM/dd HH:mm", a -> a.at().plusMinutes(35))
        .field("接続元アドレス", "address", a -> "198.51.100." + (a.terminal() + 2))
        .field(
            "対象サーバ",
            "none|target_address|object_name|system",
            a -> "SV-%02d".formatted(a.chance() % 5))
        .field(
            "作業目的",
            "purpose|none|message",
            a -> List.of("障害調査", "定期保守", "パッチ適用, 再起動").get(a.chance() % 3))
        .field("立会者", "none", a -> a.userName(" ").substring(0, 1) + "主任")
        .field("承認者ID", "none", a -> "m%05d".formatted(a.chance() % 40));
  }

  private static Layout scanner() {
    return new Layout("hold-document-scan", "log.txt")
        .delimiter("\t", Quotes.NONE)
        .charset("CP932", false)
        .time("取込日時", "occurred_at", "yyyyMMddHHmmss", Access::at)
        .field("スキャナ端末", "terminal", a -> "SCAN%d".formatted(a.terminal() % 4))
        .field("作業者コード", "user_id", a -> "%05d".formatted(70_000 + a.user() * 3))
        .field("カルテ番号", "patient_id", a -> "%07d".formatted(a.chance() % 90 * 811 + 1_000))
        .field("文書コード", "object_id|object_type|none", a -> "D%03d".formatted(a.chance() % 30))
        .field("文書名", "object_name", a -> List.of("同意書", "紹介状", "検査報告書").get(a.chance() % 3))
        .time("文書日付", "object_created_at|none", "yyyyMMdd", a -> a.at().minusDays(a.chance() % 9))
        .field("枚数", "none", a -> String.valueOf(1 + a.chance() % 8))
        .field("処理結果", "outcome", a -> a.success() ? "正常終了" : "異常終了");
  }

  private static Layout fileServer() {
    return new Layout("hold-file-server", "log.csv")
        .charset("UTF-8", true)
        .field("ID", "sequence", a -> String.valueOf(900_000 + a.sequence()))
        .time("日時", "occurred_at", "yyyy-MM-dd HH:mm:ss", Access::at)
        .field("サーバ名", "none|system|target_address|terminal", _ -> "FS01")
        .field("ユーザ", "user_id", a -> "HOSP\\n%07d".formatted(a.staffNumber()))
        .field("接続元IPアドレス", "address", Access::address)
        .field("接続元ホスト名", "terminal", a -> "PC%05d".formatted(10_000 + a.terminal()))
        .doings(
            "アクセス種別",
            "ログオン",
            "ログオフ",
            "検索",
            "読み込み:read",
            "作成",
            "書き込み:update|create",
            "削除",
            "名前変更:update",
            "[移動]")
        .field(
            "ファイルパス",
            "object_name",
            a -> "D:\\share\\%s\\報告, 第%d版.xlsx".formatted(a.department(), a.chance() % 9))
        .outcome("結果", "成功", "失敗");
  }

  private static Layout prints() {
    return new Layout("hold-print-log", "log.csv")
        .charset("CP932", false)
        .half("印刷日", "yyyy/MM/dd", Access::at)
        .half("印刷時刻", "HH:mm:ss", Access::at)
        .halves("印刷日", "印刷時刻", "yyyy/MM/dd HH:mm:ss")
        .field("プリンタ名", "none", a -> "LBP-%02d".formatted(a.chance() % 6))
        .field("ログオンユーザー名", "user_id", a -> "n%07d".formatted(a.staffNumber()))
        .field("コンピューター名", "terminal", a -> "PC%05d".formatted(10_000 + a.terminal()))
        .field("ドキュメント名", "object_name", a -> "処方箋_%08d.pdf".formatted(a.chance()))
        .field("ページ数", "none", a -> String.valueOf(1 + a.chance() % 9))
        .field("カラー/モノクロ", "none", a -> a.chance() % 4 == 0 ? "カラー" : "モノクロ")
        .field("部数", "none", _ -> "1");
  }

  private static Layout database() {
    return new Layout("hold-db-audit", "log.csv")
        .delimiter(",", Quotes.ALL)
        .time("EVENT_TIMESTAMP", "occurred_at", "yyyy-MM-dd HH:mm:ss.SSS", Access::at)
        .field("DBUSERNAME", "user_id", a -> "APP_%02d".formatted(a.user() % 6))
        .field("OS_USERNAME", "none|user_id", a -> "svc%02d".formatted(a.user() % 3))
        .field("USERHOST", "terminal", a -> "APSV%02d".formatted(a.terminal() % 4))
        .field(
            "CLIENT_PROGRAM_NAME",
            "program",
            a -> a.chance() % 2 == 0 ? "JDBC Thin Client" : "sqlplus.exe")
        .doings(
            "ACTION_NAME",
            "LOGON",
            "LOGOFF",
            "SELECT:read",
            "SELECT:read",
            "INSERT",
            "UPDATE",
            "DELETE",
            "SELECT:read",
            "[EXPORT DUMP]")
        .field("OBJECT_SCHEMA", "none", a -> a.patient() == 0 ? "" : "EMR")
        .field(
            "OBJECT_NAME",
            "object_name",
            a -> a.patient() == 0 ? "" : List.of("PATIENT", "ORDERS", "KARTE").get(a.chance() % 3))
        .field("RETURN_CODE", "outcome", a -> a.success() ? "0" : "1017")
        .field("SESSIONID", "session_id", a -> String.valueOf(4_400_000 + a.chance() % 90));
  }

  private static Layout usb() {
    return new Layout("hold-usb-media", "log.csv")
        .charset("UTF-16LE", true)
        .delimiter("\t", Quotes.ALL)
        .time("検知日時", "occurred_at", "yyyy/MM/dd HH:mm:ss", Access::at)
        .time("サーバ受信日時", "none", "yyyy/MM/dd HH:mm:ss", Access::recorded)
        .field("端末名", "terminal", a -> "PC%05d".formatted(10_000 + a.terminal()))
        .field("端末グループ", "none", Access::department)
        .field("ログオンID", "user_id", a -> "n%07d".formatted(a.staffNumber()))
        .field(
            "デバイス種別", "none|object_type|category", a -> a.chance() % 2 == 0 ? "USBメモリ" : "外付けHDD")
        .field("シリアル番号", "none|object_id", a -> "4C53%08X".formatted(a.chance()))
        .field("ファイル名", "object_name", a -> "集計%d.xlsx".formatted(a.chance() % 70))
        .doings(
            "動作",
            "接続:device_connected|none",
            "取り外し:none",
            "接続:device_connected|none",
            "読込:read|import",
            "書込:export|create|update",
            "書込:export|create|update",
            "削除",
            "接続:device_connected|none",
            "書込:export|create|update")
        .field("許可", "outcome", a -> a.success() ? "許可" : "拒否");
  }

  private static Layout rehab() {
    return new Layout("hold-rehab-wareki", "log.csv")
        .charset("CP932", false)
        .field("行番号", "sequence", a -> String.valueOf(a.sequence()))
        .time("実施日", "object_created_at|none", "R.MM.dd", a -> a.at().minusDays(1))
        .time("入力日時", "occurred_at", "R.MM.dd HH:mm:ss", Access::at)
        .field("療法士コード", "user_id|none", a -> "%04d".formatted(2_000 + a.user() * 7))
        .field("療法士氏名", "user_name|none", a -> a.userName("　"))
        .field("患者番号", "patient_id", a -> "%d".formatted(10_234 + 7_919 * (a.chance() % 50)))
        .field("患者カナ", "none", Access::userKana)
        .field("単位数", "none", a -> String.valueOf(1 + a.chance() % 6))
        .doings(
            "更新種別",
            "新規:create",
            "新規:create",
            "新規:create",
            "修正:update",
            "新規:create",
            "修正:update",
            "削除",
            "修正:update",
            "修正:update")
        .field(
            "主病名",
            "none|category|object_name",
            a -> List.of("大腿骨頸部骨折", "脳梗塞", "廃用症候群").get(a.chance() % 3));
  }

  private static Layout headlessNumbers() {
    return new Layout("hold-headless-numbers", "log.dat")
        .headless()
        .lines(60, "\n")
        .field("列1", "sequence", a -> "%010d".formatted(a.sequence() + 77_000))
        .time("列2", "occurred_at", "yyyyMMddHHmmss", Access::at)
        .field("列3", "none|user_id", a -> "%08d".formatted(a.staffNumber()))
        .field("列4", "none|patient_id", a -> a.patientId("%08d"))
        .field(
            "列5",
            "none|object_id",
            a -> a.patient() == 0 ? "" : "%012d".formatted(a.chance() * 31L))
        .field("列6", "none|terminal", a -> "%04d".formatted(a.terminal() + 100))
        .field("列7", "none|kind", a -> "%02d".formatted(a.doing().ordinal() + 1))
        .field("列8", "none|outcome", a -> a.success() ? "0" : "9")
        .field("列9", "address", Access::address);
  }

  private static Layout wardTabs() {
    return new Layout("hold-single-blanks", "log.log")
        .shape("spaces")
        .delimiter(" ", Quotes.NONE)
        .headless()
        .lines(50, "\n")
        .half("列1", "yyyy-MM-dd", Access::at)
        .half("列2", "HH:mm:ss.SSS", Access::at)
        .halves("列1", "列2", "yyyy-MM-dd HH:mm:ss.SSS")
        .field("列3", "none", a -> a.success() ? "[INFO]" : "[WARN]")
        .field("列4", "address|none", Access::address)
        .field("列5", "user_id", a -> "ishi%03d".formatted(a.user()))
        .doings("列6", "ログイン", "ログアウト", "患者検索", "カルテ参照", "オーダ登録", "オーダ変更", "オーダ削除", "帳票印刷", "CSV出力")
        .field("列7", "patient_id|none", a -> a.patient() == 0 ? "-" : a.patientId("%08d"));
  }

  private static Layout japanesePairs() {
    return new Layout("hold-japanese-pairs", "log.log")
        .shape("pairs")
        .delimiter(",", Quotes.NONE)
        .headless()
        .lines(40, "\r\n")
        .charset("CP932", false)
        .time("発生日時", "occurred_at", "yyyy/MM/dd_HH:mm:ss", Access::at)
        .field("端末", "terminal", a -> "OPE-%02d".formatted(a.terminal()))
        .field("利用者", "user_id", a -> "k%05d".formatted(a.user() * 119))
        .field("患者", "patient_id", a -> a.patientId("%08d"))
        .doings("操作", "ログイン", "ログアウト", "検索", "閲覧", "登録", "更新", "削除", "印刷", "出力")
        .outcome("結果", "正常", "エラー");
  }
}
