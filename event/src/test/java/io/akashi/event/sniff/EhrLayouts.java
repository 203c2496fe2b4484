package io.akashi.event.sniff;

import io.akashi.event.sniff.Access.Doing;
import io.akashi.event.sniff.Layout.Quotes;
import java.util.List;

/** Access logs of electronic health records (電子カルテ), as different houses might write them. */
final class EhrLayouts {
  private EhrLayouts() {}

  static List<Layout> all() {
    return List.of(
        general(), wareki(), headless(), codes(), twoTimes(), utf16(), spaces(), eightDigits());
  }

  private static Layout general() {
    return new Layout("ehr-general", "log.csv")
        .charset("UTF-8", true)
        .time("日時", "occurred_at", "yyyy/MM/dd HH:mm:ss", Access::at)
        .field("利用者ID", "user_id", a -> "n%07d".formatted(a.staffNumber()))
        .field("利用者名", "user_name", a -> a.userName(" "))
        .field("職種", "user_role", Access::role)
        .field("診療科", "none", Access::department)
        .field("端末名", "terminal", a -> "PC%05d".formatted(10_233 + a.terminal()))
        .field("IPアドレス", "address", Access::address)
        .field("患者ID", "patient_id", a -> a.patientId("%08d"))
        .field("患者氏名", "none", a -> a.patientName(" "))
        .field("情報種別", "category", Access::category)
        .doings("操作", "ログイン", "ログアウト", "検索", "閲覧", "登録", "更新", "削除", "印刷", "出力")
        .outcome("結果", "成功", "失敗");
  }

  private static Layout wareki() {
    return new Layout("ehr-wareki-cp932", "log.csv")
        .charset("CP932", false)
        .half("操作日", "Gy年M月d日", Access::at)
        .half("操作時刻", "H時mm分ss秒", Access::at)
        .halves("操作日", "操作時刻", "Gy年M月d日 H時mm分ss秒")
        .field("職員番号", "user_id", a -> "%07d".formatted(a.staffNumber()))
        .field("職員氏名", "user_name", a -> a.userName("　"))
        .field("所属", "none", Access::department)
        .field("端末番号", "terminal", a -> "A-%06d".formatted(20_117 + a.terminal()))
        .field("カルテNo", "patient_id", a -> a.patientId("%07d"))
        .field("入外区分", "none", a -> a.chance() % 3 == 0 ? "入院" : "外来")
        .doings(
            "処理区分",
            "開始:login|start|none",
            "終了:logout|stop|none",
            "照会:read|search",
            "参照",
            "新規",
            "修正",
            "取消:delete|update",
            "印字",
            "ファイル出力")
        .outcome("処理結果", "正常", "異常");
  }

  private static Layout headless() {
    return new Layout("ehr-headless-cp932", "log.csv")
        .charset("CP932", false)
        .headless()
        .half("列1", "yyyyMMdd", Access::at)
        .half("列2", "HHmmss", Access::at)
        .halves("列1", "列2", "yyyyMMdd HHmmss")
        .field("列3", "user_id", a -> "n%07d".formatted(a.staffNumber()))
        .field("列4", "user_name", a -> a.userName("　"))
        .field("列5", "user_role", Access::role)
        .field("列6", "terminal", a -> "WS-NAIKA%02d".formatted(a.terminal()))
        .field("列7", "patient_id", a -> a.patientId("%010d"))
        .doings("列8", "ログイン", "ログアウト", "検索", "参照", "登録", "更新", "削除", "印刷", "CSV出力")
        .outcome("列9", "OK", "NG")
        .field("列10", "none", _ -> "");
  }

  private static Layout codes() {
    return new Layout("ehr-codes", "log.csv")
        .half("LOG_DATE", "yyyyMMdd", Access::at)
        .half("LOG_TIME", "HHmmss", Access::at)
        .halves("LOG_DATE", "LOG_TIME", "yyyyMMdd HHmmss")
        .field("SEQ_NO", "sequence", a -> String.valueOf(a.sequence() + 48_100))
        .field("USER_ID", "user_id", a -> "%08d".formatted(a.staffNumber()))
        .field("TERM_ID", "terminal", a -> "%04d".formatted(a.terminal() * 37 + 101))
        .field("PT_NO", "patient_id", a -> a.patientId("%08d"))
        .doings("OPE_CD", "[01]", "[09]", "[10]", "[11]", "[12]", "[13]", "[14]", "[20]", "[21]")
        .field(
            "FUNC_CD", "none|category|object_type|program", a -> "F%03d".formatted(a.chance() % 12))
        .field("RESULT", "outcome", a -> a.success() ? "0" : "1")
        .field("YOBI1", "none", _ -> "")
        .field("YOBI2", "none", _ -> "");
  }

  private static Layout twoTimes() {
    return new Layout("ehr-two-times", "log.csv")
        .field("連番", "sequence", a -> "%08d".formatted(a.sequence() + 310_400))
        .time("発生日時", "occurred_at", "yyyy-MM-dd HH:mm:ss.SSS", Access::at)
        .time("登録日時", "none", "yyyy-MM-dd HH:mm:ss", Access::recorded)
        .field("操作者ID", "user_id", a -> "d%06d".formatted(a.staffNumber() % 1_000_000))
        .field("操作者名", "user_name", a -> a.userName("　"))
        .field(
            "指示医ID",
            "on_behalf_of",
            a -> a.chance() % 4 == 0 ? "d%06d".formatted(7 * a.user()) : "")
        .field("患者番号", "patient_id", a -> a.patientId("%08d"))
        .field("カナ氏名", "none", Access::patientKana)
        .doings(
            "操作区分",
            "ログイン",
            "ログアウト",
            "検索",
            "表示",
            "作成",
            "変更",
            "削除",
            "印刷",
            "コピー:export|create|read|none")
        .field("内容", "message", EhrLayouts::sentence)
        .outcome("結果", "○", "×");
  }

  private static String sentence(Access a) {
    return switch (a.doing()) {
      case LOGIN -> "システムにログインしました";
      case LOGOUT -> "ログアウトしました";
      case READ -> a.category() + "を参照, 画面ID=" + a.chance() % 90 + ", 経路: 患者一覧";
      default -> "「" + a.category() + "」の処理, \"版\" " + a.chance() % 7;
    };
  }

  private static Layout utf16() {
    return new Layout("ehr-utf16-tsv", "log.txt")
        .charset("UTF-16LE", true)
        .delimiter("\t", Quotes.NONE)
        .time("開始日時", "occurred_at", "yyyy/M/d H:mm:ss", Access::at)
        .time("終了日時", "none", "yyyy/M/d H:mm:ss", Access::recorded)
        .field("ユーザーID", "user_id", a -> "ns%04d".formatted(a.user() * 31 + 17))
        .field("ユーザー名", "user_name", a -> a.userName(" "))
        .field("コンピューター名", "terminal", a -> "EMR-CL%03d".formatted(a.terminal()))
        .field("患者ID", "patient_id", a -> a.patientId("%d"))
        .field("性別", "none", a -> a.patient() == 0 ? "" : a.patient() % 2 == 0 ? "男" : "女")
        .time("生年月日", "none", "yyyy/MM/dd", Access::born)
        .field(
            "画面名",
            "object_name|category|none|object_type|program",
            a -> a.category().isEmpty() ? "" : a.category() + "画面")
        .doings(
            "イベント", "ログオン", "ログオフ", "患者検索", "画面表示", "保存:create|update", "更新", "削除", "印刷", "エクスポート");
  }

  private static Layout spaces() {
    return new Layout("ehr-spaces", "log.log")
        .shape("spaces")
        .delimiter("  ", Quotes.NONE)
        .headless()
        .lines(60, "\n")
        .time("列1", "occurred_at", "yyyy/MM/dd HH:mm:ss", Access::at)
        .field("列2", "user_id", a -> "U%06d".formatted(a.user() * 131 + 22))
        .field("列3", "terminal", a -> "PC-NS%02d".formatted(a.terminal()))
        .field("列4", "address", Access::address)
        .field("列5", "patient_id", a -> a.patient() == 0 ? "-" : a.patientId("%010d"))
        .doings(
            "列6", "LOGIN", "LOGOUT", "SEARCH", "VIEW", "CREATE", "UPDATE", "DELETE", "PRINT",
            "EXPORT")
        .outcome("列7", "OK", "NG");
  }

  private static Layout eightDigits() {
    return new Layout("ehr-eight-digits", "log.csv")
        .charset("CP932", false)
        .delimiter(",", Quotes.ALL)
        .half("処理日", "yyyyMMdd", Access::at)
        .half("処理時間", "HH:mm", Access::at)
        .halves("処理日", "処理時間", "yyyyMMdd HH:mm")
        .field("利用者コード", "user_id", a -> "%06d".formatted(a.staffNumber() % 1_000_000))
        .field("利用者氏名", "user_name", a -> a.userName("　"))
        .field("職種区分", "user_role", Access::role)
        .field("端末ID", "terminal", a -> "T%03d".formatted(a.terminal()))
        .field("患者コード", "patient_id", a -> a.patientId("%08d"))
        .field(
            "オーダ番号", "object_id", a -> a.patient() == 0 ? "" : "%010d".formatted(a.chance() * 97L))
        .field(
            "業務名",
            "category|program|none|object_type",
            a -> a.doing() == Doing.LOGIN ? "共通" : a.category())
        .doings("処理", "ログイン", "ログアウト", "検索", "照会:read|search", "登録", "変更", "削除", "帳票印刷", "ダウンロード")
        .field("予備", "none", _ -> "");
  }
}
