package io.akashi.event.sniff;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;

/**
 * One invented access: somebody at a terminal did something with the data of a patient. Nobody and
 * nothing of it exists.
 *
 * @param sequence from 1, in the order of the log
 * @param at when it happened
 * @param recorded when the system wrote it down, a little later
 * @param user who, index into the staff
 * @param terminal where, from 0
 * @param patient number of the patient; 0 when no patient was concerned
 * @param doing what
 * @param category kind of information; empty when no patient was concerned
 * @param success whether it was allowed and done
 * @param chance for what only one layout has
 */
record Access(
    int sequence,
    LocalDateTime at,
    LocalDateTime recorded,
    int user,
    int terminal,
    int patient,
    Doing doing,
    String category,
    boolean success,
    int chance) {

  enum Doing {
    LOGIN,
    LOGOUT,
    SEARCH,
    READ,
    CREATE,
    UPDATE,
    DELETE,
    PRINT,
    EXPORT
  }

  private static final LocalDateTime START = LocalDateTime.of(2026, 10, 5, 8, 31, 7);
  private static final int STAFF = 24;
  private static final int TERMINALS = 17;
  private static final List<String> FAMILIES =
      List.of(
          "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本",
          "井上", "木村", "林", "斎藤", "清水", "阿部", "森", "長谷川", "髙木");
  private static final List<String> FAMILY_KANA =
      List.of(
          "サトウ", "スズキ", "タカハシ", "タナカ", "イトウ", "ワタナベ", "ヤマモト", "ナカムラ", "コバヤシ", "カトウ", "ヨシダ", "ヤマダ",
          "ササキ", "ヤマグチ", "マツモト", "イノウエ", "キムラ", "ハヤシ", "サイトウ", "シミズ", "アベ", "モリ", "ハセガワ", "タカギ");
  private static final List<String> GIVEN =
      List.of("花子", "一郎", "美咲", "健太", "陽子", "誠", "由美", "大輔", "恵", "さくら", "翔太", "直樹", "愛");
  private static final List<String> GIVEN_KANA =
      List.of(
          "ハナコ", "イチロウ", "ミサキ", "ケンタ", "ヨウコ", "マコト", "ユミ", "ダイスケ", "メグミ", "サクラ", "ショウタ", "ナオキ",
          "アイ");
  private static final List<String> ROLES =
      List.of("医師", "看護師", "薬剤師", "臨床検査技師", "診療放射線技師", "事務", "理学療法士", "管理栄養士");
  private static final List<String> DEPARTMENTS =
      List.of("内科", "外科", "薬剤部", "検査科", "放射線科", "医事課", "リハビリテーション科", "栄養科");
  private static final List<String> CATEGORIES =
      List.of("診療録", "検査結果", "処方", "看護記録", "画像", "病名", "紹介状");

  static Access random(int sequence, LocalDateTime at, Random random) {
    Doing doing = Doing.values()[Math.min(8, random.nextInt(13))];
    doing = random.nextInt(3) == 0 ? Doing.READ : doing;
    boolean session = doing == Doing.LOGIN || doing == Doing.LOGOUT;
    return new Access(
        sequence,
        at,
        at.plusSeconds(1 + random.nextInt(40)),
        random.nextInt(STAFF),
        random.nextInt(TERMINALS),
        session ? 0 : 10_234 + 7_919 * random.nextInt(60),
        doing,
        session ? "" : CATEGORIES.get(random.nextInt(CATEGORIES.size())),
        random.nextInt(9) > 0,
        random.nextInt(1 << 20));
  }

  static LocalDateTime start() {
    return START;
  }

  /** The staff number without letters, some with leading zeros when seven digits wide. */
  int staffNumber() {
    return 350_112 + 1_013 * user * (user % 3 + 1);
  }

  String userName(String gap) {
    return FAMILIES.get(user) + gap + GIVEN.get(user % GIVEN.size());
  }

  String userKana() {
    return FAMILY_KANA.get(user) + " " + GIVEN_KANA.get(user % GIVEN.size());
  }

  String role() {
    return ROLES.get(user % ROLES.size());
  }

  String department() {
    return DEPARTMENTS.get(user % DEPARTMENTS.size());
  }

  String patientName(String gap) {
    return patient == 0
        ? ""
        : FAMILIES.get(patient % 23) + gap + GIVEN.get(patient / 7 % GIVEN.size());
  }

  String patientKana() {
    return patient == 0
        ? ""
        : FAMILY_KANA.get(patient % 23) + " " + GIVEN_KANA.get(patient / 7 % GIVEN.size());
  }

  /** The patient's number in that form of {@link String#format}; empty when there is none. */
  String patientId(String form) {
    return patient == 0 ? "" : form.formatted(patient);
  }

  LocalDateTime born() {
    return LocalDateTime.of(1930 + patient % 83, 1 + patient % 12, 1 + patient % 28, 0, 0);
  }

  String address() {
    return "10.20." + (terminal % 4) + "." + (11 + terminal * 5);
  }

  String mac() {
    return "00-1B-44-11-%02X-%02X".formatted(terminal * 7, 255 - terminal);
  }
}
