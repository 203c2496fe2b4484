package io.akashi.bench.internal.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * Access lines of an electronic health record, as the mapping {@code ehr-access} reads them:
 *
 * <pre>2026/04/01 09:15:03.123,U000123,山田太郎,医師,TERM-0123,0000012345,検査結果,閲覧,成功,123456789</pre>
 *
 * <p>A few hundred people work at the same time. Each opens a patient, looks at several things, and
 * goes to the next; inpatients are opened far more often than others. Endless; the same seed gives
 * the same lines on every machine. Not safe for use by many threads.
 */
public final class EhrLines implements Messages {
  public static final int PATIENTS = 50_000;
  public static final int USERS = 900;
  public static final int TERMINALS = 600;

  /** Events of a day when a hospital gives one thousand million in five years. */
  public static final long EVENTS_PER_DAY = 550_000;

  private static final LocalDate START = LocalDate.of(2026, 4, 1);
  private static final int SESSIONS = 240;
  private static final int INPATIENTS = 320;
  private static final int INPATIENTS_A_DAY = 30;

  private static final byte[][] OPERATIONS = words("閲覧", "更新", "登録", "印刷", "検索", "出力", "削除");

  /** Of a thousand: how many are this operation or one before it. */
  private static final int[] OPERATIONS_UNTIL = {800, 880, 930, 965, 990, 997, 1000};

  private static final byte[][] CATEGORIES =
      words("診療録", "検査結果", "処方", "画像", "看護記録", "患者基本", "注射", "病名", "サマリ", "予約");

  private static final byte[] SUCCESS = "成功".getBytes(UTF_8);
  private static final byte[] FAILURE = "失敗".getBytes(UTF_8);
  private static final int FAILURES_OF_THOUSAND = 4;

  private static final byte[] ADDRESS = "10.20.".getBytes(UTF_8);
  private static final byte[] USER = "U".getBytes(UTF_8);
  private static final byte[] TERMINAL = "TERM-".getBytes(UTF_8);

  private static final byte[][] ROLES = words("看護師", "看護師", "看護師", "医師", "医師", "薬剤師", "検査技師", "事務");

  private static final byte[][] SURNAMES =
      words(
          "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "林", "清水",
          "森", "阿部", "長谷川", "石川");

  private static final byte[][] GIVEN_NAMES =
      words(
          "太郎", "花子", "健", "美咲", "翔太", "陽子", "誠", "由美子", "大輔", "愛", "直樹", "恵", "隆", "真由美", "学",
          "さくら", "修");

  private final SplittableRandom random;
  private final HospitalClock clock;
  private final Session[] sessions = new Session[SESSIONS];
  private long events;
  private Session at;

  /** Lines of a hospital with {@link #EVENTS_PER_DAY}. */
  public EhrLines(long seed) {
    this(seed, EVENTS_PER_DAY);
  }

  /** Lines of a hospital with so many events a day. */
  EhrLines(long seed, long eventsPerDay) {
    random = new SplittableRandom(seed);
    clock = new HospitalClock(START, eventsPerDay);
    for (int i = 0; i < sessions.length; i++) {
      sessions[i] = new Session();
    }
    at = sessions[0];
  }

  @Override
  public void next(Octets out) {
    step();
    putDate(out, '/');
    out.put(' ');
    putClock(out);
    out.put('.').put(clock.milli(), 3).put(',');
    putUser(out);
    out.put(',');
    putName(out);
    out.put(',').put(ROLES[at.user % ROLES.length]).put(',');
    putTerminal(out);
    out.put(',');
    putPatient(out);
    out.put(',');
    out.put(CATEGORIES[random.nextInt(random.nextInt(CATEGORIES.length) + 1)]).put(',');
    out.put(OPERATIONS[operation(random.nextInt(1000))]).put(',');
    out.put(random.nextInt(1000) < FAILURES_OF_THOUSAND ? FAILURE : SUCCESS).put(',');
    out.put(events, 9);
  }

  /** Goes to the next look without a line. */
  void step() {
    clock.moveTo(events++, random.nextDouble());
    at = sessions[random.nextInt(SESSIONS)];
    at.step();
  }

  void putDate(Octets out, char separator) {
    out.put(clock.date().getYear(), 4).put(separator).put(clock.date().getMonthValue(), 2);
    out.put(separator).put(clock.date().getDayOfMonth(), 2);
  }

  void putClock(Octets out) {
    out.put(clock.hour(), 2).put(':').put(clock.minute(), 2).put(':').put(clock.second(), 2);
  }

  void putUser(Octets out) {
    out.put(USER).put(at.user, 6);
  }

  void putName(Octets out) {
    out.put(SURNAMES[at.user % SURNAMES.length]).put(GIVEN_NAMES[at.user % GIVEN_NAMES.length]);
  }

  void putTerminal(Octets out) {
    out.put(TERMINAL).put(at.terminal, 4);
  }

  void putPatient(Octets out) {
    out.put(at.patient, 10);
  }

  void putAddress(Octets out) {
    out.put(ADDRESS).put(at.terminal / 200, 1).put('.').put(at.terminal % 200, 1);
  }

  /** How many looks there were. */
  long number() {
    return events;
  }

  @Override
  public HospitalClock clock() {
    return clock;
  }

  @Override
  public Format format() {
    return Format.EHR;
  }

  /** The number, as it stands in the lines, of a patient who is in hospital in the first days. */
  public static String inpatient() {
    return "%010d".formatted(Session.number(INPATIENTS / 2));
  }

  private static int operation(int ofThousand) {
    int i = 0;
    while (ofThousand >= OPERATIONS_UNTIL[i]) {
      i++;
    }
    return i;
  }

  private static byte[][] words(String... texts) {
    byte[][] words = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      words[i] = texts[i].getBytes(UTF_8);
    }
    return words;
  }

  /** One person at one terminal, going from patient to patient. */
  private final class Session {
    private int user;
    private int terminal;
    private int patient;
    private int looks;
    private int patients;

    private void step() {
      if (patients <= 0) {
        user = random.nextInt(USERS);
        terminal = random.nextInt(TERMINALS);
        patients = 3 + random.nextInt(20);
        looks = 0;
      }
      if (looks <= 0) {
        patient = number(random.nextInt(10) < 6 ? inpatient() : random.nextInt(PATIENTS));
        looks = 1 + random.nextInt(8);
        patients--;
      }
      looks--;
    }

    /** Thirty come and thirty go each day, so one stays ten days. */
    private int inpatient() {
      long first = clock.day() * INPATIENTS_A_DAY;
      return (int) ((first + random.nextInt(INPATIENTS)) % PATIENTS);
    }

    /** Patient numbers are not dense: one in nineteen is in use. */
    private static int number(int patient) {
      return 100_000 + patient * 19;
    }
  }
}
