package io.akashi.event.sniff;

import io.akashi.event.sniff.Layout.Quotes;
import java.util.List;

/**
 * Layouts of departments, networks and doors by somebody who had not seen how the sniffer works.
 */
final class FreshLayouts {
  private FreshLayouts() {}

  static List<Layout> all() {
    return List.of(
        laboratory(),
        radiology(),
        dispensing(),
        mealsHeadless(),
        supplies(),
        therapy(),
        directory(),
        tunnel(),
        gates(),
        backups(),
        chartJapaneseClock(),
        jsonCodes(),
        endoscopy(),
        printers(),
        regional(),
        assetAgent());
  }

  private static Layout laboratory() {
    return new Layout("fresh-laboratory", "log.csv")
        .charset("CP932", false)
        .delimiter(",", Quotes.ALL)
        .half("処理日", "yyyy/MM/dd", Access::at)
        .half("処理時刻", "HH:mm:ss", Access::at)
        .halves("処理日", "処理時刻", "yyyy/MM/dd HH:mm:ss")
        .field("オペレータID", "user_id", a -> "K%04d".formatted(a.user() * 7 + 12))
        .field("オペレータ氏名", "user_name", a -> a.userName("　"))
        .field("患者番号", "patient_id", a -> a.patientId("%08d"))
        .field("検体番号", "none|object_id", a -> a.patient() == 0 ? "" : "%012d".formatted(a.chance()))
        .field("項目数(件)", "none", a -> String.valueOf(1 + a.chance() % 40))
        .field("処理時間(ms)", "none", a -> String.valueOf(12 + a.chance() % 900))
        .doings(
            "処理区分",
            "ログイン",
            "ログアウト",
            "検索",
            "結果参照:read",
            "結果登録:create",
            "結果修正:update",
            "結果削除:delete",
            "報告書印刷:print",
            "[CSV出力]")
        .outcome("処理結果", "正常", "エラー")
        .field("端末名称", "terminal", a -> "LAB-PC%02d".formatted(a.terminal()));
  }

  private static Layout radiology() {
    return new Layout("fresh-radiology", "log.tsv")
        .charset("UTF-8", true)
        .delimiter("\t", Quotes.NONE)
        .lines(60, "\n")
        .time("発生日時(JST)", "occurred_at", "yyyy-MM-dd HH:mm:ss.SSS", Access::at)
        .field("LoginID", "user_id", a -> "%07d".formatted(a.staffNumber() % 90_000))
        .field("氏名", "user_name", a -> a.userName(" "))
        .field("所属", "none|user_role", Access::department)
        .field("接続端末(IP)", "address", Access::address)
        .field("患者ID(10桁)", "patient_id", a -> a.patientId("%010d"))
        .field("患者氏名", "none", a -> a.patientName(" "))
        .field(
            "オーダ番号", "none|object_id", a -> a.patient() == 0 ? "" : "26%08d".formatted(a.chance()))
        .field(
            "モダリティ",
            "none|object_type|category",
            a -> a.patient() == 0 ? "" : List.of("CT", "MR", "CR", "US").get(a.chance() % 4))
        .doings(
            "操作内容",
            "ログイン",
            "ログオフ:logout",
            "検査検索:search",
            "画像表示:read",
            "所見登録:create",
            "所見更新:update",
            "画像削除:delete",
            "フィルム出力:print|export",
            "CD-R書込:export")
        .field(
            "備考",
            "none|message",
            a -> a.chance() % 3 == 0 ? "救急外来, 主治医依頼" : a.chance() % 5 == 0 ? "紹介元へ提供、CD 1枚" : "");
  }

  private static Layout dispensing() {
    return new Layout("fresh-dispensing", "log.csv")
        .charset("CP932", false)
        .before("調剤支援システム　操作履歴一覧", "")
        .half("操作年月日", "Gy年M月d日", Access::at)
        .half("操作時間", "H時mm分ss秒", Access::at)
        .halves("操作年月日", "操作時間", "Gy年M月d日 H時mm分ss秒")
        .field("調剤者コード", "user_id", a -> "%06d".formatted(a.user() * 13 + 4))
        .field("調剤者名", "user_name", a -> a.userName("　"))
        .field("患者コード", "patient_id", a -> a.patientId("%07d"))
        .field("患者カナ氏名", "none", Access::patientKana)
        .field("引換券番号", "none|object_id", a -> String.valueOf(1 + a.chance() % 300))
        .field(
            "薬品名称",
            "none|object_name",
            a ->
                a.patient() == 0
                    ? ""
                    : List.of("アムロジピン錠5mg,28日分", "ロキソニン錠60mg", "インスリン注,2本").get(a.chance() % 3))
        .doings(
            "操作種別",
            "ログイン",
            "ログアウト",
            "検索",
            "照会:read",
            "登録",
            "変更:update",
            "取消:delete|update",
            "印字:print",
            "[払出]")
        .field("監査者名", "none", a -> a.userName("　").substring(0, 1) + "薬剤師");
  }

  private static Layout mealsHeadless() {
    return new Layout("fresh-meals-headless", "log.txt")
        .charset("CP932", false)
        .delimiter(",", Quotes.NONE)
        .headless()
        .lines(70, "\r\n")
        .half("列1", "yyyyMMdd", Access::at)
        .half("列2", "HHmmss", Access::at)
        .halves("列1", "列2", "yyyyMMdd HHmmss")
        .field("列3", "user_id|none", a -> "%08d".formatted(a.staffNumber()))
        .field("列4", "user_name", a -> a.userName(" "))
        .field("列5", "terminal|none", a -> "EIYO%02d".formatted(a.terminal()))
        .field("列6", "patient_id|none", a -> a.patientId("%08d"))
        .doings(
            "列7",
            "ログイン",
            "ログアウト",
            "検索",
            "参照:read",
            "登録",
            "変更:update",
            "削除",
            "印刷",
            "出力:export|print")
        .field(
            "列8", "none|category|object_name", a -> List.of("朝食", "昼食", "夕食").get(a.chance() % 3));
  }

  private static Layout supplies() {
    return new Layout("fresh-supplies", "log.txt")
        .charset("EUC-JP", false)
        .delimiter("|", Quotes.NONE)
        .lines(60, "\n")
        .half("処理年月日", "R.MM.dd", Access::at)
        .half("処理時分", "HH:mm", Access::at)
        .halves("処理年月日", "処理時分", "R.MM.dd HH:mm")
        .field("担当者CD", "user_id", a -> "%05d".formatted(a.user() * 31 + 7))
        .field("担当者名", "user_name", a -> a.userName("　"))
        .field("部署CD", "none", a -> "%03d".formatted(a.user() % 8 + 1))
        .field("部署名", "none|user_role", Access::department)
        .field("物品CD", "none|object_id", a -> "0%07d".formatted(a.chance() % 9_999_999))
        .field(
            "物品名",
            "none|object_name",
            a -> List.of("シリンジ10mL", "手袋Ｍ", "輸液セット", "ガーゼ").get(a.chance() % 4))
        .field("数量(個)", "none", a -> String.valueOf(1 + a.chance() % 20))
        .field("金額(円)", "none", a -> String.valueOf(10 * (a.chance() % 900)))
        .field("端末", "terminal", a -> "SPD%02d".formatted(a.terminal()))
        .field("摘要", "none|message", a -> a.chance() % 4 == 0 ? "定数補充, 至急" : "");
  }

  private static Layout therapy() {
    return new Layout("fresh-therapy", "log.csv")
        .charset("UTF-8", false)
        .delimiter(",", Quotes.NEEDED)
        .time("更新日時", "occurred_at", "yyyy/M/d H:mm", Access::at)
        .time("実施日", "none|object_created_at", "yyyy/M/d", a -> a.at().minusDays(a.chance() % 4))
        .field("開始", "none", a -> "%d:%02d".formatted(9 + a.chance() % 8, 20 * (a.chance() % 3)))
        .field(
            "終了", "none", a -> "%d:%02d".formatted(9 + a.chance() % 8, 20 * (a.chance() % 3) + 19))
        .field("療法士ID", "user_id", a -> "pt%03d".formatted(a.user() + 3))
        .field("療法士名", "user_name", a -> a.userName(" "))
        .field("患者ID", "patient_id", a -> a.patientId("%08d"))
        .field("入外区分", "none", a -> a.chance() % 2 == 0 ? "入院" : "外来")
        .field("単位数", "none", a -> String.valueOf(1 + a.chance() % 3))
        .field("処方医", "none", a -> a.patient() == 0 ? "" : a.patientName(" "))
        .doings(
            "更新区分",
            "ログイン",
            "ログアウト",
            "検索",
            "参照:read",
            "新規:create",
            "修正:update",
            "削除",
            "印刷",
            "出力:export|print")
        .field("コメント", "none|message", a -> a.chance() % 3 == 0 ? "疼痛あり、\"軽負荷\",継続" : "");
  }

  private static Layout directory() {
    return new Layout("fresh-directory", "log.csv")
        .charset("UTF-8", true)
        .delimiter(",", Quotes.ALL)
        .before("#TYPE Selected.System.Diagnostics.Eventing.Reader.EventLogRecord")
        .time("TimeCreated", "occurred_at", "yyyy/MM/dd H:mm:ss", Access::at)
        .doings(
            "Id",
            "4624:login",
            "4634:logout",
            "[4662]",
            "[4768]",
            "4720:account_change",
            "4738:account_change",
            "4726:account_change",
            "4740:lockout",
            "4625:login_failure")
        .field("LevelDisplayName", "none", _ -> "情報")
        .field("MachineName", "none|system|target_address|terminal", _ -> "DC01.hosp.local")
        .field("RecordId", "sequence|none", a -> String.valueOf(8_811_000 + a.sequence()))
        .field("TargetUserName", "user_id|target_user", a -> "n%07d".formatted(a.staffNumber()))
        .field("TargetDomainName", "none", _ -> "HOSP")
        .field("IpAddress", "address", Access::address)
        .field("LogonType", "none|auth_method", a -> a.chance() % 2 == 0 ? "3" : "10")
        .field("WorkstationName", "terminal", a -> "PC%05d".formatted(10_200 + a.terminal()));
  }

  private static Layout tunnel() {
    return new Layout("fresh-tunnel", "log.log")
        .shape("pairs")
        .headless()
        .delimiter(" ", Quotes.NONE)
        .lines(60, "\n")
        .half("date", "yyyy-MM-dd", Access::at)
        .half("time", "HH:mm:ss", Access::at)
        .halves("date", "time", "yyyy-MM-dd HH:mm:ss")
        .field("gateway", "none|system|target_address|object_name", _ -> "vpn-gw1")
        .field("username", "user_id", a -> "ven%03d".formatted(a.user()))
        .field("group", "none|user_role", a -> a.user() % 2 == 0 ? "vendors" : "staff")
        .field("remip", "address", a -> "203.0.113." + (a.terminal() + 9))
        .field("tunnelip", "none", a -> "172.16.9." + (a.terminal() + 2))
        .field("action", "kind", a -> a.sequence() % 2 == 0 ? "tunnel-up" : "tunnel-down")
        .field("result", "outcome", a -> a.success() ? "success" : "failure")
        .field("duration", "none", a -> String.valueOf(a.chance() % 7_200))
        .field("sentbyte", "none", a -> String.valueOf(a.chance() * 3L))
        .field("reason", "none|message", a -> a.success() ? "" : "invalid password");
  }

  private static Layout gates() {
    return new Layout("fresh-gates", "log.csv")
        .charset("CP932", false)
        .half("発生年月日", "yy/MM/dd", Access::at)
        .half("発生時刻", "HH:mm:ss", Access::at)
        .halves("発生年月日", "発生時刻", "yy/MM/dd HH:mm:ss")
        .field(
            "扉名称",
            "none|terminal|object_name",
            a -> List.of("サーバ室 入口", "薬品庫", "病歴室").get(a.chance() % 3))
        .field("カードNo.", "none|object_id|user_id", a -> "%010d".formatted(a.user() * 977 + 40_001))
        .field("職員番号", "user_id", a -> "%07d".formatted(a.staffNumber() % 100_000))
        .field("氏名(漢字)", "user_name", a -> a.userName("　"))
        .field("氏名(カナ)", "none", Access::userKana)
        .field("所属部署", "none|user_role", Access::department)
        .field("入退区分", "none|kind|object_type|action", a -> a.sequence() % 2 == 0 ? "入室" : "退室")
        .field("判定", "outcome", a -> a.success() ? "許可" : "拒否")
        .field("認証手段", "auth_method", a -> a.chance() % 3 == 0 ? "顔認証" : "ICカード");
  }

  private static Layout backups() {
    return new Layout("fresh-backups", "log.csv")
        .delimiter(";", Quotes.NEEDED)
        .lines(40, "\r\n")
        .field(
            "Job Name",
            "none|object_name|object_id|program",
            a -> List.of("EHR-DB daily", "PACS weekly", "FS01 daily").get(a.chance() % 3))
        .field("Start Time", "occurred_at|none", a -> Layout.written(a.at(), "yyyy-MM-dd HH:mm"))
        .field(
            "End Time",
            "occurred_at|none",
            a -> Layout.written(a.at().plusMinutes(a.chance() % 200), "yyyy-MM-dd HH:mm"))
        .outcome("Status", "Success", "Failed")
        .field("Size (GB)", "none", a -> "%d.%d".formatted(a.chance() % 900, a.chance() % 10))
        .field("Duration (min)", "none", a -> String.valueOf(a.chance() % 200))
        .field(
            "Repository",
            "none|object_name|target_address",
            a -> "\\\\nas0%d\\backup".formatted(1 + a.chance() % 2))
        .field(
            "Error Message", "none|message", a -> a.success() ? "" : "Access denied; retry 3 of 3");
  }

  private static Layout chartJapaneseClock() {
    return new Layout("fresh-chart", "log.csv")
        .charset("CP932", false)
        .lines(90, "\r\n")
        .field("No", "none|sequence", a -> String.valueOf(a.sequence()))
        .time("操作日時", "occurred_at", "yyyy年MM月dd日 HH時mm分ss秒", Access::at)
        .field("操作者ID", "user_id", a -> "%08d".formatted(a.staffNumber()))
        .field("操作者", "user_name", a -> a.userName("　"))
        .field("職種名", "user_role", Access::role)
        .field(
            "代行依頼医ID",
            "on_behalf_of|none",
            a -> a.chance() % 4 == 0 ? "%08d".formatted(350_112 + a.chance() % 9 * 1_013) : "")
        .field("クライアント名", "terminal", a -> "CL%04d".formatted(a.terminal() + 100))
        .field("カルテID", "patient_id", a -> a.patientId("%09d"))
        .field(
            "機能名称",
            "none|category|object_name|object_type",
            a -> a.patient() == 0 ? "ログイン画面" : a.category())
        .doings(
            "アクション",
            "ログイン",
            "ログアウト",
            "患者検索:search",
            "開く:read",
            "新規作成:create",
            "編集:update",
            "削除",
            "印刷",
            "ファイル保存:export")
        .field(
            "診療日",
            "none|object_created_at",
            a -> a.patient() == 0 ? "" : Layout.written(a.at(), "yyyy年MM月dd日"))
        .field("特記事項", "none|message", a -> a.chance() % 5 == 0 ? "\"要確認\",翌日再診" : "");
  }

  private static Layout jsonCodes() {
    return new Layout("fresh-json-codes", "log.json")
        .shape("json")
        .headless()
        .lines(50, "\n")
        .time("eventTime", "occurred_at", "iso", Access::at)
        .field("seqNo", "sequence|none", a -> String.valueOf(55_000 + a.sequence()))
        .field("staffNo", "user_id", a -> "%06d".formatted(a.user() * 91 + 17))
        .field("staffName", "user_name", a -> a.userName(" "))
        .field("wsName", "terminal", a -> "ws-%03d".formatted(a.terminal()))
        .field("ptId", "patient_id", a -> a.patientId("%08d"))
        .field("funcName", "none|category|object_name|object_type", Access::category)
        .doings(
            "opType",
            "Login",
            "Logout",
            "Search",
            "View:read",
            "Insert:create",
            "Update",
            "Delete",
            "Print",
            "Download:export")
        .field("rc", "none|outcome", a -> a.success() ? "0" : "12")
        .field("procTimeMs", "none", a -> String.valueOf(a.chance() % 3_000));
  }

  private static Layout endoscopy() {
    return new Layout("fresh-endoscopy", "log.txt")
        .charset("UTF-16LE", true)
        .delimiter("\t", Quotes.NONE)
        .time("日付時刻", "occurred_at", "yy/MM/dd HH:mm", Access::at)
        .field("ユーザＩＤ", "user_id", a -> "endo%02d".formatted(a.user()))
        .field("ユーザ名称", "user_name", a -> a.userName(" "))
        .field("ＰＣ名", "terminal", a -> "ES-PC-%02d".formatted(a.terminal()))
        .field("患者ＩＤ", "patient_id", a -> a.patientId("%08d"))
        .field("生年月日", "none", a -> a.patient() == 0 ? "" : Layout.written(a.born(), "yyyy/MM/dd"))
        .field(
            "検査ID",
            "none|object_id",
            a -> a.patient() == 0 ? "" : "E26%06d".formatted(a.chance() % 999_999))
        .doings(
            "イベント",
            "ログオン:login",
            "ログオフ:logout",
            "リスト検索:search",
            "レポート閲覧:read",
            "レポート作成:create",
            "レポート修正:update",
            "レポート削除:delete",
            "レポート印刷:print",
            "画像エクスポート:export")
        .outcome("成否", "○", "×");
  }

  private static Layout printers() {
    return new Layout("fresh-printers", "log.csv")
        .delimiter(",", Quotes.NEEDED)
        .lines(50, "\r\n")
        .field("Job ID", "none|object_id|sequence", a -> String.valueOf(20_100 + a.sequence()))
        .time("Date/Time", "occurred_at", "MM/dd/yyyy HH:mm:ss", Access::at)
        .field("User", "user_id", a -> "HOSP\\n%06d".formatted(a.staffNumber() % 1_000_000))
        .field(
            "Document",
            "object_name",
            a -> List.of("退院サマリ.docx", "処方箋, 控え.pdf", "Microsoft Word - 紹介状").get(a.chance() % 3))
        .field("Pages", "none", a -> String.valueOf(1 + a.chance() % 12))
        .field("Copies", "none", _ -> "1")
        .field("Color", "none", a -> a.chance() % 3 == 0 ? "Color" : "B/W")
        .field(
            "Printer",
            "none|object_id|target_address|program|system",
            a -> "MFP-3F-%02d".formatted(a.chance() % 5))
        .field("Client IP", "address", Access::address)
        .field("Status", "outcome|none", a -> a.success() ? "Completed" : "Canceled");
  }

  private static Layout regional() {
    return new Layout("fresh-regional", "log.csv")
        .charset("UTF-8", false)
        .lines(60, "\n")
        .half("アクセス日", "yyyy-MM-dd", Access::at)
        .half("アクセス時間", "HH:mm:ss", Access::at)
        .halves("アクセス日", "アクセス時間", "yyyy-MM-dd HH:mm:ss")
        .field("医療機関コード", "none", a -> "13%08d".formatted(1_000 + a.user() % 5))
        .field("医療機関名称", "none", a -> List.of("みなと診療所", "さくらクリニック", "北町薬局").get(a.user() % 3))
        .field("利用者ID", "user_id", a -> "r%05d".formatted(a.user() * 17))
        .field("利用者氏名", "user_name", a -> a.userName(" "))
        .field("利用者区分", "user_role|none", Access::role)
        .field("地域患者ID", "patient_id", a -> a.patientId("R%09d"))
        .field("同意有無", "none", a -> a.chance() % 6 == 0 ? "無" : "有")
        .field("文書種別", "category|object_type|none", Access::category)
        .doings(
            "アクセス内容",
            "ログイン",
            "ログアウト",
            "検索",
            "参照:read",
            "アップロード:create|import",
            "更新",
            "削除",
            "印刷",
            "ダウンロード:export")
        .field("接続元IP", "address", a -> "198.51.100." + (a.terminal() + 3));
  }

  private static Layout assetAgent() {
    return new Layout("fresh-asset-agent", "log.csv")
        .charset("CP932", false)
        .delimiter(",", Quotes.ALL)
        .time("日時", "occurred_at", "yyyy/MM/dd HH:mm:ss", Access::at)
        .field("部署", "none|user_role", Access::department)
        .field("コンピューター名", "terminal", a -> "PC%05d".formatted(10_000 + a.terminal()))
        .field("ログオンユーザー名", "user_id", a -> "n%07d".formatted(a.staffNumber()))
        .field("表示名", "user_name|none", a -> a.userName(" "))
        .field("IPアドレス", "address", Access::address)
        .field("MACアドレス", "none", Access::mac)
        .doings(
            "ログ種別",
            "ログオン:login",
            "ログオフ:logout",
            "[Web検索]",
            "ファイル参照:read",
            "ファイル作成:create",
            "ファイル更新:update",
            "ファイル削除:delete",
            "プリント:print",
            "USB書き込み:export")
        .field(
            "対象ファイル",
            "object_name|object_id",
            a -> a.patient() == 0 ? "" : "C:\\Users\\work\\%d,最終.xlsx".formatted(a.chance() % 99))
        .field("サイズ(KB)", "none", a -> String.valueOf(a.chance() % 80_000));
  }
}
