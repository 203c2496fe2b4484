package io.akashi.event;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What happened: the closed list of the vocabulary (DESIGN.md section 5). Every decoder maps to it
 * and keeps the sender's own code in {@code fields}. Names are interfaces; a kind is never removed
 * or given another meaning.
 */
public enum Kind {
  LOGIN("ログイン"),
  LOGOUT("ログアウト"),
  LOGIN_FAILURE("ログイン失敗"),
  LOCKOUT("アカウントロック"),
  PASSWORD_RESET("パスワード再設定"),
  SEARCH("検索"),
  READ("閲覧"),
  CREATE("登録"),
  UPDATE("更新"),
  DELETE("削除"),
  PRINT("印刷"),
  EXPORT("持ち出し・出力"),
  IMPORT("取り込み"),
  EXECUTE("実行"),
  PROCESS_START("プログラム起動"),
  PERMISSION_CHANGE("権限変更"),
  ACCOUNT_CHANGE("アカウント変更"),
  CONFIG_CHANGE("設定変更"),
  EMERGENCY_START("緊急時アクセス開始"),
  EMERGENCY_STOP("緊急時アクセス終了"),
  REMOTE_START("リモート保守開始"),
  REMOTE_STOP("リモート保守終了"),
  LOCAL_SERVICE_START("構内保守開始"),
  LOCAL_SERVICE_STOP("構内保守終了"),
  LOG_CLEARED("ログ消去"),
  MALWARE("マルウェア検知"),
  PATTERN_UPDATE("パターンファイル更新"),
  UPDATE_INSTALLED("更新プログラム適用"),
  UPDATE_FAILED("更新プログラム適用失敗"),
  BACKUP_SUCCESS("バックアップ成功"),
  BACKUP_FAILURE("バックアップ失敗"),
  SERVICE_START("サービス開始"),
  SERVICE_STOP("サービス停止"),
  SERVICE_INSTALLED("サービス追加"),
  DEVICE_CONNECTED("機器接続"),
  CONNECTION_ALLOWED("通信許可"),
  CONNECTION_BLOCKED("通信遮断"),
  TIME_CHANGE("時刻変更"),
  TIME_SYNC("時刻同期"),
  TIME_SYNC_FAILURE("時刻同期失敗"),
  START("起動"),
  STOP("停止"),
  /** Something said for the record that is no doing: a heading, a mark. */
  NOTE("記録"),
  /** Nobody has yet said what this is. */
  UNCLASSIFIED("未分類");

  private static final Map<String, Kind> BY_ID = new HashMap<>();

  static {
    for (Kind kind : values()) {
      BY_ID.put(kind.id, kind);
    }
  }

  private final String id = name().toLowerCase(Locale.ROOT);
  private final String japanese;

  Kind(String japanese) {
    this.japanese = japanese;
  }

  /** The stable name, e.g. {@code login_failure}. */
  public String id() {
    return id;
  }

  /** The Japanese name. */
  public String japanese() {
    return japanese;
  }

  /** The kind of that stable name, or empty. */
  public static Optional<Kind> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** The kind a person means by its stable name or its Japanese one, or empty. */
  public static Optional<Kind> named(String typed) {
    return of(typed)
        .or(() -> Arrays.stream(values()).filter(k -> k.japanese.equals(typed)).findFirst());
  }

  /** The stable names of all kinds, in the order of the list. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Kind::id).toList();
  }
}
