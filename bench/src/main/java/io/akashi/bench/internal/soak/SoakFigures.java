package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.measure.Latencies;
import java.util.Map;
import java.util.TreeMap;

/** What is counted while a soak runs. Safe for use by many threads. */
final class SoakFigures {

  /** What is counted, with its name in both languages. */
  enum Count {
    ROUNDS("起動から終了まで", "lives of the server"),
    KILLS("kill -9", "kill -9, all"),
    KILLS_OF_SHORT_LIVES("うち起動から5秒以内", "of them within five seconds of a start"),
    KILLS_WHILE_SEALING("うち封印・統合の書込中", "of them with a segment half written"),
    KILLS_WHILE_FULL("うち満杯の間", "of them with a full disk"),
    STOPS("SIGTERM", "SIGTERM"),
    FULL_DISKS("ディスク満杯", "disk full, below the reserve"),
    FULL_TO_THE_LAST_BYTE("ディスク満杯（残り0）", "disk full, not a byte left"),
    HALTS("満杯後に要再起動", "of the full disks: needed a restart"),
    SLOW_DISKS("遅いディスク", "slow or hanging disk"),
    CLOCK_STEPS("時計のずれ", "clock steps"),
    SENDER_RESTARTS("送信側の再起動", "restarts of the senders, kill -9 or orderly"),
    ACKNOWLEDGED_CHECKED("再起動後に照合した受領済み行", "acknowledged lines compared after a restart"),
    OLDER_CHECKED("うち古い行の抜き取り", "of them drawn from earlier lives"),
    VERIFIES("verify --since-last", "verify --since-last, all intact unless named below"),
    SEARCHES("検索", "searches beside"),
    SEARCHES_CUT("killで途切れた検索", "searches cut by the end of the server"),
    SEARCH_ERRORS("検索の失敗", "searches that failed");

    private final String japanese;
    private final String english;

    Count(String japanese, String english) {
      this.japanese = japanese;
      this.english = english;
    }

    String label() {
      return japanese + " / " + english;
    }
  }

  /** What is timed, in seconds. */
  enum Timing {
    ACCEPTING("起動から受信まで", "start to accepting"),
    ACCEPTING_WRONG_CLOCK("同上（libfaketime の下で）", "the same under libfaketime"),
    SIGNED("起動から受領済み分の署名まで", "answering to everything acknowledged signed"),
    REFUSED("満杯から拒否まで", "disk full to refusing"),
    RECOVERED("空きから受信再開まで", "room again to accepting"),
    SEARCHED("検索", "search"),
    VERIFIED("verify --since-last", "verify --since-last, process start included");

    private final String japanese;
    private final String english;

    Timing(String japanese, String english) {
      this.japanese = japanese;
      this.english = english;
    }

    String label() {
      return japanese + " / " + english;
    }
  }

  private final Map<Count, Long> counts = new TreeMap<>();
  private final Map<Timing, Latencies> timings = new TreeMap<>();
  private final Map<String, Long> searchErrors = new TreeMap<>();
  private double peakMegabytes;

  synchronized void add(Count count, long more) {
    counts.merge(count, more, Long::sum);
  }

  void add(Count count) {
    add(count, 1);
  }

  synchronized long get(Count count) {
    return counts.getOrDefault(count, 0L);
  }

  synchronized void time(Timing timing, double seconds) {
    timings.computeIfAbsent(timing, t -> new Latencies()).add(seconds);
  }

  /** How often it was timed and a quantile of it in seconds, NaN when never. */
  synchronized double quantile(Timing timing, double share) {
    return timings.getOrDefault(timing, new Latencies()).quantile(share);
  }

  synchronized int times(Timing timing) {
    return timings.getOrDefault(timing, new Latencies()).count();
  }

  synchronized void searchError(String what) {
    add(Count.SEARCH_ERRORS, 1);
    searchErrors.merge(what, 1L, Long::sum);
  }

  synchronized Map<String, Long> searchErrors() {
    return Map.copyOf(searchErrors);
  }

  synchronized void memory(double megabytes) {
    if (megabytes > peakMegabytes) {
      peakMegabytes = megabytes;
    }
  }

  synchronized double peakMegabytes() {
    return peakMegabytes;
  }
}
