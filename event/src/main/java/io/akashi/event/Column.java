package io.akashi.event;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of the event vocabulary (DESIGN.md section 5), in FHIR AuditEvent and DICOM terms.
 * The declaration order is the order of the Parquet columns and of every export. Names are
 * interfaces: search parameters, JSON and CSV use them.
 *
 * <p>A column is null when the message does not say it; nothing is guessed.
 */
public enum Column {
  /** Book the entry lies in. With {@link #INDEX} and {@link #PART} the identity of an event. */
  BOOK(Type.TEXT, "帳簿"),
  /** Index of the entry in its book, from 0. */
  INDEX(Type.LONG, "番号"),
  /** Which event of the entry, from 0. */
  PART(Type.INT, "枝番"),
  /** When Akashi read the message. */
  RECEIVED_AT(Type.TIME, "受信時刻"),
  /** When it happened, by the sender's clock; the time of receipt when the sender gives none. */
  OCCURRED_AT(Type.TIME, "発生時刻"),
  /**
   * How {@link #OCCURRED_AT} was found: {@code stated:+09:00} (the sender's offset), {@code
   * assumed:Asia/Tokyo} (a zone configured for a sender that gives none), {@code received}.
   */
  TIME_QUALITY(Type.TEXT, "時刻の根拠"),
  SOURCE(Type.TEXT, "送信元ID"),
  SYSTEM(Type.TEXT, "システム"),
  /** Number of the device in the asset register (資産台帳). */
  ASSET(Type.TEXT, "資産番号"),
  /** Format of the payload, a decoder's name: {@code syslog}, {@code lines}, {@code dicom}, … */
  FORMAT(Type.TEXT, "形式"),
  KIND(Type.TEXT, "種別"),
  /** One of C R U D E. */
  ACTION(Type.TEXT, "操作"),
  OUTCOME(Type.TEXT, "結果"),
  USER_ID(Type.TEXT, "利用者ID"),
  USER_NAME(Type.TEXT, "利用者名"),
  USER_ROLE(Type.TEXT, "職種・役割"),
  /** The person for whom the user acted (代行). */
  ON_BEHALF_OF(Type.TEXT, "代行元"),
  /** The account that was acted upon: created, locked, given a right. */
  TARGET_USER(Type.TEXT, "対象利用者"),
  AUTH_METHOD(Type.TEXT, "認証方式"),
  TERMINAL(Type.TEXT, "端末"),
  ADDRESS(Type.TEXT, "アドレス"),
  TARGET_ADDRESS(Type.TEXT, "宛先アドレス"),
  TARGET_PORT(Type.INT, "宛先ポート"),
  PROTOCOL(Type.TEXT, "プロトコル"),
  PATIENT_ID(Type.TEXT, "患者ID"),
  ENCOUNTER_ID(Type.TEXT, "受診ID"),
  /** Category of the information (情報種別), e.g. 検査結果. */
  CATEGORY(Type.TEXT, "情報種別"),
  OBJECT_TYPE(Type.TEXT, "対象の型"),
  OBJECT_ID(Type.TEXT, "対象ID"),
  OBJECT_NAME(Type.TEXT, "対象名"),
  /** When the information that was touched came into being (生成時系列, source 4, ①-14). */
  OBJECT_CREATED_AT(Type.TIME, "対象の作成時刻"),
  PURPOSE(Type.TEXT, "目的"),
  SESSION_ID(Type.TEXT, "セッション"),
  PROGRAM(Type.TEXT, "プログラム"),
  /** The sender's own sequence number; gaps show what never arrived. */
  SEQUENCE(Type.LONG, "通番"),
  MESSAGE(Type.TEXT, "メッセージ"),
  /** Everything else under its original name: a JSON object with sorted names, or null. */
  FIELDS(Type.TEXT, "その他の項目"),
  /** Decoder and version that read the payload, e.g. {@code lines@1:ehr-access@1}. */
  DECODER(Type.TEXT, "解読器"),
  /** {@code full}, {@code partial} or {@code unreadable}. */
  DECODE_STATUS(Type.TEXT, "解読の状態"),
  /** Why the status is not {@code full}. */
  DECODE_NOTE(Type.TEXT, "解読の注記");

  /** How a column's values are kept. */
  public enum Type {
    /** UTF-8 text, a {@link String}. */
    TEXT,
    /** 32 bits signed, an {@link Integer}. */
    INT,
    /** 64 bits signed, a {@link Long}. */
    LONG,
    /** Microseconds since 1970-01-01T00:00:00Z, a {@link Long}. */
    TIME
  }

  private static final Map<String, Column> BY_ID = new HashMap<>();

  static {
    for (Column column : values()) {
      BY_ID.put(column.id, column);
    }
  }

  private final String id = name().toLowerCase(Locale.ROOT);
  private final Type type;
  private final String japanese;

  Column(Type type, String japanese) {
    this.type = type;
    this.japanese = japanese;
  }

  /** The stable name, e.g. {@code patient_id}. */
  public String id() {
    return id;
  }

  public Type type() {
    return type;
  }

  /** The Japanese heading. */
  public String japanese() {
    return japanese;
  }

  /** The column of that stable name, or empty. */
  public static Optional<Column> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
