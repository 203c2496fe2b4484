package io.akashi.event.sniff;

import io.akashi.event.sniff.Access.Doing;
import io.akashi.event.sniff.Layout.Quotes;
import java.util.List;

/** Logs of the systems of single departments (部門システム). */
final class DepartmentLayouts {
  private static final List<String> ITEMS = List.of("生化学", "血液", "尿", "凝固", "細菌");
  private static final List<String> MEALS = List.of("常食", "全粥食", "糖尿病食", "減塩食", "流動食");

  private DepartmentLayouts() {}

  static List<Layout> all() {
    return List.of(pacs(), laboratory(), pharmacy(), meals(), billing(), surgery(), blood());
  }

  private static Layout pacs() {
    return new Layout("pacs-viewer", "log.csv")
        .delimiter(";", Quotes.NEEDED)
        .lines(60, "\n")
        .time("EventTime", "occurred_at", "iso", Access::at)
        .field("UserName", "user_id", a -> "rad%02d".formatted(a.user()))
        .field("DisplayName", "user_name", a -> a.userName(" "))
        .field("Workstation", "terminal", a -> "VIEW-%02d".formatted(a.terminal()))
        .field("ClientIP", "address", Access::address)
        .field("PatientID", "patient_id", a -> a.patientId("%08d"))
        .field("PatientName", "none", a -> a.patientName("^"))
        .field(
            "AccessionNumber",
            "object_id",
            a -> a.patient() == 0 ? "" : "2610%08d".formatted(a.chance()))
        .field(
            "Modality",
            "none|category|object_type",
            a -> a.patient() == 0 ? "" : List.of("CT", "MR", "CR", "US").get(a.chance() % 4))
        .field("Images", "none", a -> String.valueOf(a.chance() % 400))
        .doings(
            "Action", "Login", "Logout", "Search", "Open", "Create", "Edit", "Delete", "Print",
            "Export")
        .outcome("Status", "Success", "Failure");
  }

  private static Layout laboratory() {
    return new Layout("lis-pipe", "log.txt")
        .charset("CP932", false)
        .delimiter("|", Quotes.NONE)
        .half("日付", "yy/MM/dd", Access::at)
        .half("時間", "HH:mm:ss", Access::at)
        .halves("日付", "時間", "yy/MM/dd HH:mm:ss")
        .field(
            "依頼番号",
            "object_id",
            a -> a.patient() == 0 ? "" : "%08d".formatted(26_100_000 + a.chance() % 90_000))
        .field("患者番号", "patient_id", a -> a.patientId("%07d"))
        .field("検査分野", "none|category", a -> a.patient() == 0 ? "" : ITEMS.get(a.chance() % 5))
        .field("担当者コード", "user_id", a -> "%04d".formatted(1_000 + a.user() * 13))
        .field("担当者", "user_name", a -> a.userName("　"))
        .field("クライアント", "terminal", a -> "LAB%02d".formatted(a.terminal()))
        .doings(
            "処理内容",
            "起動:login|start|service_start|process_start",
            "終了:logout|stop",
            "検索",
            "結果照会",
            "受付登録",
            "結果修正",
            "取消:delete|update",
            "報告書印刷",
            "CSV出力")
        .field("件数", "none", a -> String.valueOf(a.chance() % 30));
  }

  private static Layout pharmacy() {
    return new Layout("pharmacy-title", "log.csv")
        .charset("CP932", false)
        .before("薬剤部門システム 操作履歴一覧", "出力日：2026/10/31", "")
        .after("", "合計,75件")
        .lines(75, "\r\n")
        .field("No", "sequence", a -> String.valueOf(a.sequence()))
        .time("操作日時", "occurred_at", "yyyy年MM月dd日 HH時mm分", Access::at)
        .field("ログインID", "user_id", a -> "yaku%03d".formatted(a.user()))
        .field("薬剤師名", "user_name", a -> a.userName("　"))
        .field("使用端末", "terminal", a -> "DRUG-PC%02d".formatted(a.terminal()))
        .field("患者ID", "patient_id", a -> a.patientId("%08d"))
        .field("患者名", "none", a -> a.patientName("　"))
        .field(
            "処方番号",
            "object_id",
            a -> a.patient() == 0 ? "" : "RP%07d".formatted(a.chance() % 9_000_000))
        .doings(
            "操作内容",
            "ログイン",
            "ログアウト",
            "処方検索",
            "処方参照",
            "監査登録:create",
            "[疑義照会入力]",
            "処方削除",
            "薬袋印刷",
            "データ出力")
        .field("備考", "message|none", a -> a.chance() % 5 == 0 ? "至急, 電話連絡済み。" : "");
  }

  private static Layout meals() {
    return new Layout("meals-wareki", "log.csv")
        .charset("CP932", false)
        .delimiter(",", Quotes.ALL)
        .time("更新日時", "occurred_at", "R.MM.dd HH:mm", Access::at)
        .field("更新者ＩＤ", "user_id", a -> "%05d".formatted(30_000 + a.user() * 3))
        .field("更新者", "user_name", a -> a.userName("　"))
        .field("病棟", "none", a -> a.chance() % 5 + 2 + "階東")
        .field("患者ＩＤ", "patient_id", a -> "%08d".formatted(10_234 + 7_919 * (a.chance() % 50)))
        .field("食種", "none", a -> MEALS.get(a.chance() % 5))
        .doings(
            "処理区分",
            "更新:update",
            "更新:update",
            "更新:update",
            "更新:update",
            "追加",
            "更新:update",
            "削除",
            "更新:update",
            "更新:update")
        .field("端末名称", "terminal", a -> "EIYO%d".formatted(a.terminal() % 4 + 1));
  }

  private static Layout billing() {
    return new Layout("billing-eucjp", "log.txt")
        .charset("EUC-JP", false)
        .delimiter("\t", Quotes.NONE)
        .lines(60, "\n")
        .time("アクセス日時", "occurred_at", "yyyyMMddHHmmss", Access::at)
        .field("アクセス者", "user_name", a -> a.userName(" "))
        .field("アクセス者番号", "user_id", a -> "I%05d".formatted(a.user() * 17 + 4))
        .field("部署", "none", Access::department)
        .field("患者番号", "patient_id", a -> a.patientId("%08d"))
        .field(
            "保険者番号",
            "none",
            a -> a.patient() == 0 ? "" : "%08d".formatted(6_130_000 + a.patient() % 900))
        .field("請求額", "none", a -> a.patient() == 0 ? "" : String.valueOf(a.chance() % 90_000 * 10))
        .field("予備１", "none", _ -> "")
        .doings(
            "機能",
            "ログイン",
            "ログアウト",
            "患者検索",
            "会計照会",
            "会計登録",
            "会計修正",
            "会計取消:delete|update",
            "明細書発行",
            "レセプト出力")
        .field("端末IP", "address", Access::address)
        .field("エラー内容", "message|none", a -> a.success() ? "" : "排他制御により更新できませんでした。");
  }

  private static Layout surgery() {
    return new Layout("surgery-breaks", "log.csv")
        .delimiter(",", Quotes.NEEDED)
        .charset("UTF-8", true)
        .lines(40, "\r\n")
        .time("記録日時", "occurred_at", "yyyy/MM/dd H:mm", Access::at)
        .field("術者", "none|user_name", a -> a.doing() == Doing.CREATE ? a.userName(" ") : "")
        .field("入力者ID", "user_id", a -> "op-%04d".formatted(a.user() * 7))
        .field("入力者氏名", "user_name", a -> a.userName(" "))
        .field("手術室", "none", a -> "OR" + (a.chance() % 6 + 1))
        .field("患者ＩＤ", "patient_id", a -> a.patientId("%d"))
        .field(
            "手術番号",
            "object_id|encounter_id",
            a -> a.patient() == 0 ? "" : "S26-%05d".formatted(a.chance() % 90_000))
        .doings("アクション", "ログイン", "ログアウト", "検索", "閲覧", "新規作成", "編集", "削除", "印刷", "PDF出力")
        .outcome("可否", "○", "×")
        .field("メモ", "message|none", a -> a.chance() % 2 == 0 ? "麻酔: 全身\r\n体位: 仰臥位, 左" : "");
  }

  private static Layout blood() {
    return new Layout("blood-cp932", "log.csv")
        .charset("CP932", false)
        .half("実施日", "yyyy.MM.dd", Access::at)
        .half("実施時刻", "HH:mm:ss", Access::at)
        .halves("実施日", "実施時刻", "yyyy.MM.dd HH:mm:ss")
        .field("実施者コード", "user_id", a -> "%06d".formatted(a.staffNumber() % 1_000_000))
        .field("実施者名", "user_name", a -> a.userName("　"))
        .field("職種名", "user_role", Access::role)
        .field("患者番号", "patient_id", a -> a.patientId("%08d"))
        .field(
            "血液型",
            "none",
            a -> a.patient() == 0 ? "" : List.of("A+", "B+", "O+", "AB+").get(a.patient() % 4))
        .field(
            "製剤番号",
            "object_id|none",
            a ->
                a.patient() == 0
                    ? ""
                    : "%02d-%04d-%04d".formatted(a.user(), a.chance() % 9_999, a.patient() % 9_999))
        .doings("操作種別", "ログイン", "ログアウト", "検索", "参照", "登録", "変更", "取消:delete|update", "印刷", "出力")
        .outcome("照合結果", "OK", "NG")
        .field("端末MACアドレス", "none", Access::mac)
        .field("端末", "terminal", a -> "BLD-%02d".formatted(a.terminal() % 3));
  }
}
