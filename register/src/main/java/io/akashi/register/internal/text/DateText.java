package io.akashi.register.internal.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as Japanese tables have them: {@code 2026-04-01}, {@code 2026/4/1 9:00}, {@code 2026年4月1日},
 * {@code 令和8年4月1日}, {@code R8.4.1}, {@code 23年3月} (its last day; two digits are a year of this
 * century), {@code 20260401}, {@code 4/1/2026} (the American order of Active Directory), the days
 * of Excel, the FILETIME of Windows (MS-DTYP 2.3.3) and LDAP's generalized time.
 */
public final class DateText {
  /** FILETIME counts 100 ns since 1601. */
  private static final long EPOCH_OF_WINDOWS_SECONDS = -11_644_473_600L;

  private static final LocalDate EPOCH_OF_EXCEL = LocalDate.of(1899, 12, 30);
  private static final int FIRST_SERIAL = 10_000;
  private static final int LAST_SERIAL = 80_000;

  /** No date is written in more characters. */
  private static final int LONGEST = 64;

  private static final int CENTURY = 2_000;

  /** What says that there is no date; two are the "never" of accountExpires. */
  private static final Set<String> NEVER =
      Set.of(
          "",
          "0",
          "9223372036854775807",
          "-",
          "ー",
          "―",
          "−",
          "なし",
          "無し",
          "無",
          "無期限",
          "期限なし",
          "never",
          "(never)",
          "未定");

  private static final Map<String, Integer> ERAS =
      Map.of(
          "令和", 2018, "r", 2018, "平成", 1988, "h", 1988, "昭和", 1925, "s", 1925, "大正", 1911, "t",
          1911);

  private static final String TIME = "(?:[ t].*|\\(.\\).*)?";
  private static final Pattern ERA =
      Pattern.compile(
          "(令和|平成|昭和|大正|[rhst])\\.? ?(元|\\d{1,2}) ?[年./-] ?(\\d{1,2}) ?(?:月|[./-]|$) ?(?:(\\d{1,2})"
              + " ?日?)?"
              + TIME);
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(\\d{4}|\\d{2}) ?(?:年|[./-]) ?(\\d{1,2}) ?(?:月|[./-]|$) ?(?:(\\d{1,2}) ?日?)?" + TIME);
  private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})" + TIME);
  private static final Pattern EIGHT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern LDAP =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})\\d{6}(?:\\.\\d+)?z");
  private static final Pattern FILETIME = Pattern.compile("1\\d{17}");
  private static final Pattern SERIAL = Pattern.compile("(\\d{5})(?:\\.\\d+)?");
  private static final Pattern MIDNIGHT = Pattern.compile(".* (?:0?0:00(?::00)?|12:00(?::00)? am)");

  private DateText() {}

  /**
   * The day that a text says, null when it says that there is none.
   *
   * @param zone in which the day of a FILETIME is counted
   */
  public static @Nullable LocalDate parse(String text, ZoneId zone) throws UnreadableException {
    String plain = lower(text);
    if (NEVER.contains(plain)) {
      return null;
    }
    try {
      LocalDate date = date(plain, zone);
      if (date != null) {
        return date;
      }
    } catch (DateTimeException e) {
      throw new UnreadableException(
          "'%s' は暦にない日です".formatted(text), "'%s' is no day of the calendar".formatted(text));
    }
    throw new UnreadableException(
        "'%s' は日付として読めません（例: 2026-04-01、令和8年4月1日）".formatted(text),
        "'%s' is no date, e.g. 2026-04-01".formatted(text));
  }

  /**
   * The last day before a moment at which something ends, as Active Directory says it: of a
   * midnight the day before.
   */
  public static @Nullable LocalDate lastDay(String text, ZoneId zone) throws UnreadableException {
    String plain = lower(text);
    if (FILETIME.matcher(plain).matches()) {
      return filetime(plain).minusNanos(1).atZone(zone).toLocalDate();
    }
    LocalDate date = parse(text, zone);
    return date != null && MIDNIGHT.matcher(plain).matches() ? date.minusDays(1) : date;
  }

  private static String lower(String text) {
    return Norm.plain(text).toLowerCase(Locale.ROOT);
  }

  private static @Nullable LocalDate date(String plain, ZoneId zone) {
    if (plain.length() > LONGEST) {
      return null;
    }
    Matcher era = ERA.matcher(plain);
    if (era.matches()) {
      int number = era.group(2).equals("元") ? 1 : Integer.parseInt(era.group(2));
      int year = ERAS.getOrDefault(era.group(1), 0) + number;
      return day(year, era.group(3), era.group(4));
    }
    Matcher eight = EIGHT.matcher(plain);
    Matcher ldap = LDAP.matcher(plain);
    for (Matcher digits : new Matcher[] {eight, ldap}) {
      if (digits.matches()) {
        return day(Integer.parseInt(digits.group(1)), digits.group(2), digits.group(3));
      }
    }
    Matcher last = YEAR_LAST.matcher(plain);
    if (last.matches()) {
      return day(Integer.parseInt(last.group(3)), last.group(1), last.group(2));
    }
    Matcher first = YEAR_FIRST.matcher(plain);
    if (first.matches()) {
      int number = Integer.parseInt(first.group(1));
      return day(number < 100 ? CENTURY + number : number, first.group(2), first.group(3));
    }
    return count(plain, zone);
  }

  private static @Nullable LocalDate count(String plain, ZoneId zone) {
    if (FILETIME.matcher(plain).matches()) {
      return filetime(plain).atZone(zone).toLocalDate();
    }
    Matcher serial = SERIAL.matcher(plain);
    if (serial.matches()) {
      int days = Integer.parseInt(serial.group(1));
      return days < FIRST_SERIAL || days > LAST_SERIAL ? null : EPOCH_OF_EXCEL.plusDays(days);
    }
    return null;
  }

  private static Instant filetime(String digits) {
    long ticks = Long.parseLong(digits);
    return Instant.ofEpochSecond(
        EPOCH_OF_WINDOWS_SECONDS + ticks / 10_000_000L, ticks % 10_000_000L * 100);
  }

  /** A day, or the last one of the month when no day is said. */
  private static LocalDate day(int year, String month, @Nullable String day) {
    YearMonth of = YearMonth.of(year, Integer.parseInt(month));
    return day == null ? of.atEndOfMonth() : of.atDay(Integer.parseInt(day));
  }
}
