package io.akashi.event.sniff;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.SourceProfile;
import io.akashi.event.internal.time.TimePattern;
import io.akashi.event.internal.time.TimeReading;
import io.akashi.event.internal.time.ZoneClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the formats (docs/formats/mapping.md) in which the values of a column are times. Formats
 * are looked up by the skeleton of a value and then tried on all values.
 */
final class TimeFormats {
  /** What a column of times holds. */
  enum Extent {
    MOMENT,
    DATE,
    CLOCK
  }

  /**
   * @param formats at most three, that read nearly all values; of a clock without the date
   * @param least the earliest, microseconds of the wall clock
   * @param most the latest
   * @param ambiguous whether day and month could change places
   * @param digits whether the values are nothing but digits
   */
  record Found(
      Extent extent,
      List<String> formats,
      long least,
      long most,
      boolean ambiguous,
      boolean digits) {
    /** Spread over decades, as birthdays are. */
    boolean isSpread() {
      return extent != Extent.CLOCK && most - least > 12L * 365 * 86_400 * 1_000_000;
    }
  }

  private static final List<String> DATES =
      List.of(
          "yyyy/MM/dd",
          "yyyy/M/d",
          "yyyy-MM-dd",
          "yyyy-M-d",
          "yyyy.MM.dd",
          "yyyy.M.d",
          "yyyyMMdd",
          "yyyy年MM月dd日",
          "yyyy年M月d日",
          "Gy年MM月dd日",
          "Gy年M月d日",
          "Gy.MM.dd",
          "Gy.M.d",
          "Gy/MM/dd",
          "Gy/M/d",
          "Gy-MM-dd",
          "Gy-M-d",
          "GyMMdd",
          "yy/MM/dd",
          "yy/M/d",
          "yy-MM-dd",
          "yy.MM.dd",
          "MM/dd/yyyy",
          "M/d/yyyy",
          "dd/MM/yyyy",
          "d/M/yyyy",
          "dd-MM-yyyy",
          "dd.MM.yyyy",
          "dd/MMM/yyyy",
          "dd-MMM-yyyy",
          "d-MMM-yyyy",
          "dd MMM yyyy",
          "d MMM yyyy",
          "MMM dd yyyy",
          "MMM d yyyy",
          "MMM d, yyyy",
          "yyyy/MM/dd(E)",
          "yyyy/M/d(E)",
          "yyyy-MM-dd(E)",
          "yyyy年MM月dd日(E)",
          "yyyy年M月d日(E)",
          "yyMMdd");
  private static final List<String> GAPS = List.of(" ", "T", "", "  ", "_", "-", ":", "　", ", ");
  private static final List<String> CLOCKS =
      List.of(
          "HH:mm:ss",
          "H:mm:ss",
          "HH:mm",
          "H:mm",
          "HH:mm:ss.S",
          "H:mm:ss.S",
          "HH:mm:ss,S",
          "HH:mm:ss:S",
          "HHmmss",
          "HHmmssS",
          "HHmm",
          "HH時mm分ss秒",
          "H時mm分ss秒",
          "H時m分s秒",
          "HH時mm分",
          "H時mm分",
          "H時m分",
          "ahh:mm:ss",
          "ah:mm:ss",
          "a hh:mm:ss",
          "a h:mm:ss",
          "ahh:mm",
          "ah:mm",
          "a h:mm",
          "hh:mm:ss a",
          "h:mm:ss a",
          "h:mm a",
          "ah時mm分ss秒",
          "ah時m分s秒",
          "ah時mm分",
          "HH:mm:ssX",
          "HH:mm:ss.SX",
          "HH:mm:ss X",
          "HH.mm.ss",
          "HH-mm-ss");
  private static final String WEEKDAYS = "日月火水木金土";
  private static final String ANY_DAY = "2000/01/01 ";
  private static final String ANY_DAY_FORMAT = "yyyy/MM/dd ";
  private static final int MOST_FORMATS = 3;
  private static final int TRIED = 400;
  private static final int LONGEST = 48;
  private static final Pattern ERA = Pattern.compile("^(令和|平成|昭和|[RHSrhs](?=\\d|元))");
  private static final Pattern MONTH =
      Pattern.compile("(?i)(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?![a-z])");
  private static final Pattern EPOCH = Pattern.compile("1[0-9]{9}");
  private static final Pattern EPOCH_MILLIS = Pattern.compile("1[0-9]{12}");

  private record Format(Extent extent, String text) {}

  private static final Map<String, List<Format>> BY_SKELETON = index();

  private TimeFormats() {}

  private static Map<String, List<Format>> index() {
    Map<String, List<Format>> index = new HashMap<>();
    for (String date : DATES) {
      add(index, Extent.DATE, date);
      for (String gap : GAPS) {
        for (String clock : CLOCKS) {
          add(index, Extent.MOMENT, date + (gap.equals("T") ? "'T'" : gap) + clock);
        }
      }
    }
    CLOCKS.forEach(clock -> add(index, Extent.CLOCK, clock));
    return index;
  }

  private static void add(Map<String, List<Format>> index, Extent extent, String format) {
    String skeleton =
        format
            .replace("'T'", "T")
            .replace("MMM", "N")
            .replaceAll("[yMdHhmsS]+", "9")
            .replace("a", "P")
            .replace("9X", "9+9");
    index.computeIfAbsent(skeleton, _ -> new ArrayList<>()).add(new Format(extent, format));
    if (format.endsWith("X")) {
      String[] ends = {"Z", "-9", "+9:9", "-9:9"};
      String stem = skeleton.substring(0, skeleton.length() - (skeleton.endsWith("+9") ? 2 : 1));
      for (String end : ends) {
        index.computeIfAbsent(stem + end, _ -> new ArrayList<>()).add(new Format(extent, format));
      }
    }
  }

  private static String skeleton(String value) {
    String era = ERA.matcher(value).replaceFirst("G").replace('元', '1');
    return MONTH
        .matcher(era)
        .replaceAll("N")
        .replaceAll("[(（][日月火水木金土][)）]", "(E)")
        .replaceAll("午前|午後|AM|PM|am|pm", "P")
        .replaceAll("[0-9]+", "9");
  }

  /** The formats of a column, or empty when its values are no times. */
  static Optional<Found> find(Values values) {
    List<String> open = new ArrayList<>(values.counts().keySet().stream().limit(TRIED).toList());
    int all = open.size();
    if (all == 0 || open.stream().limit(20).filter(v -> v.length() > LONGEST).count() > 1) {
      return Optional.empty();
    }
    Reach reach = new Reach();
    @Nullable Extent extent = null;
    for (int n = 0; n < MOST_FORMATS && !open.isEmpty(); n++) {
      Format best = best(open, extent);
      if (best == null) {
        break;
      }
      extent = best.extent;
      reach.take(best, open);
    }
    return extent == null || open.size() > all * 0.02
        ? Optional.empty()
        : Optional.of(reach.found(extent, values));
  }

  private static @Nullable Format best(List<String> open, @Nullable Extent extent) {
    Map<Format, Integer> hits = new LinkedHashMap<>();
    for (Format format : candidates(open)) {
      if (extent == null || extent == format.extent) {
        hits.put(format, open.size() - unread(format, open).size());
      }
    }
    return hits.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static List<Format> candidates(List<String> open) {
    List<Format> candidates = new ArrayList<>();
    String first = open.getFirst();
    if (first.length() > 18 && first.charAt(4) == '-' && first.charAt(10) == 'T') {
      candidates.add(new Format(Extent.MOMENT, "iso"));
    }
    if (EPOCH.matcher(first).matches()) {
      candidates.add(new Format(Extent.MOMENT, "epoch"));
    }
    if (EPOCH_MILLIS.matcher(first).matches()) {
      candidates.add(new Format(Extent.MOMENT, "epoch-millis"));
    }
    candidates.addAll(BY_SKELETON.getOrDefault(skeleton(first), List.of()));
    return candidates;
  }

  /** A format as a mapping writes it: seven where the weekday is said. */
  static List<String> written(String format) {
    if (!format.contains("(E)")) {
      return List.of(format);
    }
    List<String> seven = new ArrayList<>();
    for (int i = 0; i < WEEKDAYS.length(); i++) {
      seven.add(format.replace("E", String.valueOf(WEEKDAYS.charAt(i))));
    }
    return seven;
  }

  private static List<String> unread(Format format, List<String> values) {
    Reader reader = new Reader(format);
    return values.stream().filter(value -> !reader.reads(value)).toList();
  }

  /** Reads values in one format. */
  private static final class Reader {
    private final List<TimePattern> patterns = new ArrayList<>();
    private final boolean clock;
    private final TimeReading reading = new TimeReading();

    Reader(Format format) {
      this.clock = format.extent == Extent.CLOCK;
      for (String text : written(format.text)) {
        patterns.add(TimePattern.of(clock ? ANY_DAY_FORMAT + text : text));
      }
    }

    boolean reads(String value) {
      byte[] bytes = (clock ? ANY_DAY + value : value).getBytes(UTF_8);
      return patterns.stream().anyMatch(p -> p.read(bytes, 0, bytes.length, reading));
    }

    long micros() {
      return reading.utcMicros(ZoneClock.of(SourceProfile.DEFAULT_ZONE), 0);
    }
  }

  /** What has been read so far. */
  private static final class Reach {
    private final List<String> formats = new ArrayList<>();
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;
    private boolean ambiguous;

    void take(Format format, List<String> open) {
      Reader reader = new Reader(format);
      List<String> before = List.copyOf(open);
      open.removeIf(value -> {
        boolean read = reader.reads(value);
        if (read) {
          least = Math.min(least, reader.micros());
          most = Math.max(most, reader.micros());
        }
        return read;
      });
      formats.addAll(written(format.text));
      ambiguous |= before.size() > open.size() && alsoTheOtherWay(format, before);
    }

    /** 03/04/2026 is two days until a day above the twelfth says which number is the day. */
    private static boolean alsoTheOtherWay(Format format, List<String> values) {
      String other = format.text.replaceFirst("^(MM?)([/.-])(dd?)([/.-]yyyy)", "$3$2$1$4");
      other =
          other.equals(format.text)
              ? other.replaceFirst("^(dd?)([/.-])(MM?)([/.-]yyyy)", "$3$2$1$4")
              : other;
      return !other.equals(format.text)
          && unread(new Format(format.extent, other), values).size()
              <= unread(format, values).size();
    }

    Found found(Extent extent, Values values) {
      return new Found(extent, List.copyOf(formats), least, most, ambiguous, values.areDigits());
    }
  }
}
