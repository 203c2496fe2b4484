package io.akashi.cli.internal.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A working day of an invented hospital as access lines of its electronic health record, in the
 * shape the mapping {@code ehr-access} reads. Most of it is routine; one patient has a visitor who
 * has no business there.
 */
public final class AccessLines {
  /** The patient whose accesses the tour asks for. */
  public static final String PATIENT = "0000004649";

  /** The clerk who should not have looked. */
  static final String CLERK = "U000777,黒田一郎,事務,TERM-0907";

  private static final Duration SPAN = Duration.ofHours(10);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss.SSS");
  private static final String[] STAFF = {
    "U000101,佐藤美咲,看護師,TERM-0311",
    "U000102,鈴木健,看護師,TERM-0312",
    "U000103,高橋陽子,看護師,TERM-0305",
    "U000104,田中由美子,看護師,TERM-0307",
    "U000201,伊藤誠,医師,TERM-0120",
    "U000202,渡辺愛,医師,TERM-0121",
    "U000203,山本直樹,医師,TERM-0133",
    "U000301,中村恵,薬剤師,TERM-0402",
    "U000401,小林隆,検査技師,TERM-0511",
    "U000501,加藤さくら,事務,TERM-0801"
  };
  private static final String[] DOINGS = {
    "診療録,閲覧", "検査結果,閲覧", "処方,閲覧", "看護記録,閲覧", "画像,閲覧", "看護記録,登録", "処方,更新", "診療録,更新", "サマリ,印刷"
  };
  private static final String[] VISIT = {
    ",,ログイン失敗,失敗",
    ",,ログイン失敗,失敗",
    ",,ログイン,成功",
    PATIENT + ",患者基本,検索,成功",
    PATIENT + ",診療録,閲覧,成功",
    PATIENT + ",診療録,印刷,成功"
  };
  private static final int CARE_EVERY = 150;
  private static final int PATIENTS = 400;

  private final SplittableRandom random;
  private final List<String> lines = new ArrayList<>();
  private long sequence;

  private AccessLines(long seed) {
    random = new SplittableRandom(seed);
  }

  /** About {@code count} lines that end at that moment, oldest first, without line ends. */
  public static List<String> until(Instant end, ZoneId zone, int count) {
    AccessLines day = new AccessLines(end.getEpochSecond());
    day.sequence = end.getEpochSecond() * 1_000;
    Duration step = SPAN.dividedBy(count);
    for (int i = 0; i < count; i++) {
      ZonedDateTime at = end.minus(SPAN).plus(step.multipliedBy(i)).atZone(zone);
      day.routine(at, i);
      if (i == count / 4) {
        day.visit(at);
      }
    }
    return List.copyOf(day.lines);
  }

  private void routine(ZonedDateTime at, int i) {
    boolean care = i % CARE_EVERY == 0;
    String staff = STAFF[random.nextInt(care ? 6 : STAFF.length)];
    String patient = care ? PATIENT : "%010d".formatted(100_000 + random.nextInt(PATIENTS) * 19);
    add(at, staff, patient + "," + DOINGS[random.nextInt(DOINGS.length)] + ",成功");
  }

  private void visit(ZonedDateTime at) {
    for (int i = 0; i < VISIT.length; i++) {
      add(at.plusSeconds(7L * i), CLERK, VISIT[i]);
    }
  }

  private void add(ZonedDateTime at, String staff, String doing) {
    lines.add("%s,%s,%s,%09d".formatted(TIME.format(at), staff, doing, sequence++ % 1_000_000_000));
  }
}
