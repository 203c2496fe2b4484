package io.akashi.event.internal.time;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** One piece of a {@link TimePattern}. Each gives the index behind what it read, or -1. */
sealed interface TimePart {
  int read(byte[] bytes, int from, int to, TimeReading out);

  /** {@code yyyy}, or {@code yy} for 2000 to 2099. */
  static TimePart year(int letters) {
    return letters == 2 ? new Digits('y', 2, 2) : new Digits('y', 4, 4);
  }

  /** Bytes that must stand there. */
  record Literal(byte[] expected) implements TimePart {
    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      if (to - from < expected.length) {
        return -1;
      }
      for (int i = 0; i < expected.length; i++) {
        if (bytes[from + i] != expected[i]) {
          return -1;
        }
      }
      return from + expected.length;
    }
  }

  /** {@code least} to {@code most} digits; {@code 元} is the first year of an era. */
  record Digits(char unit, int least, int most) implements TimePart {
    private static final byte[] FIRST_YEAR = "元".getBytes(UTF_8);

    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      int value = 0;
      int at = from;
      int stop = Math.min(to, from + most);
      while (at < stop && bytes[at] >= '0' && bytes[at] <= '9') {
        value = value * 10 + bytes[at] - '0';
        at++;
      }
      if (at - from < least) {
        if (unit != 'y' || out.year < 0 || !startsWith(bytes, from, to, FIRST_YEAR)) {
          return -1;
        }
        at = from + FIRST_YEAR.length;
        value = 1;
      }
      if (unit == 'y' && out.year >= 0 && value == 0) {
        // An era has no year zero.
        return -1;
      }
      switch (unit) {
        case 'y' -> out.year = out.year >= 0 ? out.year + value : value + (most == 2 ? 2000 : 0);
        case 'M' -> out.month = value;
        case 'd' -> out.day = value;
        case 'H' -> out.hour = value;
        case 'h' -> {
          out.hour = value;
          out.twelveHours = true;
        }
        case 'm' -> out.minute = value;
        default -> out.second = value;
      }
      return at;
    }
  }

  /** Any number of digits after the point. */
  record Fraction() implements TimePart {
    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      long unit = Civil.SECOND / 10;
      long value = 0;
      int at = from;
      while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
        value += unit * (bytes[at] - '0');
        unit /= 10;
        at++;
      }
      out.fractionMicros = value;
      return at > from ? at : -1;
    }
  }

  /** {@code Jan} to {@code Dec}, in any case. */
  record MonthName() implements TimePart {
    private static final String NAMES = "janfebmaraprmayjunjulaugsepoctnovdec";

    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      for (int m = 0; to - from >= 3 && m < 12; m++) {
        if ((bytes[from] | 0x20) == NAMES.charAt(3 * m)
            && (bytes[from + 1] | 0x20) == NAMES.charAt(3 * m + 1)
            && (bytes[from + 2] | 0x20) == NAMES.charAt(3 * m + 2)) {
          out.month = m + 1;
          return from + 3;
        }
      }
      return -1;
    }
  }

  /** 令和, 平成, 昭和, 大正, 明治 or their first letters; leaves the year before its first. */
  record Era() implements TimePart {
    private static final String[] NAMES = {"令和", "平成", "昭和", "大正", "明治"};
    private static final String LETTERS = "rhstm";
    private static final int[] YEAR_BEFORE = {2018, 1988, 1925, 1911, 1867};
    private static final byte[][] BYTES = new byte[NAMES.length][];

    static {
      for (int i = 0; i < NAMES.length; i++) {
        BYTES[i] = NAMES[i].getBytes(UTF_8);
      }
    }

    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      for (int i = 0; i < NAMES.length && from < to; i++) {
        if ((bytes[from] | 0x20) == LETTERS.charAt(i)) {
          out.year = YEAR_BEFORE[i];
          return from + 1;
        }
        if (startsWith(bytes, from, to, BYTES[i])) {
          out.year = YEAR_BEFORE[i];
          return from + BYTES[i].length;
        }
      }
      return -1;
    }
  }

  /** AM, PM, 午前 or 午後. */
  record HalfOfDay() implements TimePart {
    private static final byte[] MORNING = "午前".getBytes(UTF_8);
    private static final byte[] AFTERNOON = "午後".getBytes(UTF_8);

    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      out.afternoon = startsWith(bytes, from, to, AFTERNOON);
      if (out.afternoon || startsWith(bytes, from, to, MORNING)) {
        return from + MORNING.length;
      }
      if (to - from < 2 || (bytes[from + 1] | 0x20) != 'm') {
        return -1;
      }
      out.afternoon = (bytes[from] | 0x20) == 'p';
      return out.afternoon || (bytes[from] | 0x20) == 'a' ? from + 2 : -1;
    }
  }

  /**
   * {@code Z}, {@code +09}, {@code +0900}, {@code +09:00}, {@code UTC}, {@code GMT} or {@code JST}.
   */
  record Offset() implements TimePart {
    private static final byte[][] GREENWICH = {"UTC".getBytes(UTF_8), "GMT".getBytes(UTF_8)};
    private static final byte[] JAPAN = "JST".getBytes(UTF_8);
    private static final int JAPAN_SECONDS = 9 * 3600;

    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      if (from >= to) {
        return -1;
      }
      out.stated = true;
      if (bytes[from] == 'Z' || bytes[from] == 'z') {
        return from + 1;
      }
      boolean japan = startsWith(bytes, from, to, JAPAN);
      if (japan
          || startsWith(bytes, from, to, GREENWICH[0])
          || startsWith(bytes, from, to, GREENWICH[1])) {
        out.offsetSeconds = japan ? JAPAN_SECONDS : 0;
        return from + JAPAN.length;
      }
      int hours = twoDigits(bytes, from + 1, to);
      boolean signed = bytes[from] == '+' || bytes[from] == '-';
      if (!signed || hours < 0 || hours > 17) {
        return -1;
      }
      int at = from + 3;
      int minuteStart = at < to && bytes[at] == ':' ? at + 1 : at;
      int minutes = twoDigits(bytes, minuteStart, to);
      if (minutes > 59) {
        return -1;
      }
      int seconds = hours * 3600 + Math.max(minutes, 0) * 60;
      out.offsetSeconds = bytes[from] == '-' ? -seconds : seconds;
      return minutes < 0 ? at : minuteStart + 2;
    }
  }

  /** ISO 8601 with {@code T} or a space, fraction and offset as they come. */
  record Iso() implements TimePart {
    private static final TimePart[] DATE = {
      new Digits('y', 4, 4),
      literal("-"),
      new Digits('M', 2, 2),
      literal("-"),
      new Digits('d', 2, 2)
    };
    private static final TimePart[] CLOCK = {
      new Digits('H', 2, 2),
      literal(":"),
      new Digits('m', 2, 2),
      literal(":"),
      new Digits('s', 2, 2)
    };
    private static final TimePart FRACTION = new Fraction();
    private static final TimePart OFFSET = new Offset();

    private static Literal literal(String text) {
      return new Literal(text.getBytes(UTF_8));
    }

    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      int at = all(DATE, bytes, from, to, out);
      if (at < 0 || at >= to || (bytes[at] != 'T' && bytes[at] != ' ')) {
        return -1;
      }
      at = all(CLOCK, bytes, at + 1, to, out);
      if (at > 0 && at < to && (bytes[at] == '.' || bytes[at] == ',')) {
        at = FRACTION.read(bytes, at + 1, to, out);
      }
      return at < 0 || at == to ? at : OFFSET.read(bytes, at, to, out);
    }

    private static int all(TimePart[] parts, byte[] bytes, int from, int to, TimeReading out) {
      int at = from;
      for (TimePart part : parts) {
        if (at >= 0) {
          at = part.read(bytes, at, to, out);
        }
      }
      return at;
    }
  }

  /** One blank or more, where the format has one or more: days may be padded. */
  record Blanks() implements TimePart {
    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      int at = from;
      while (at < to && bytes[at] == ' ') {
        at++;
      }
      return at > from ? at : -1;
    }
  }

  /**
   * A day of the week, which says nothing new: {@code 月}, {@code 月曜日}, {@code Mon}, {@code Monday}.
   */
  record Weekday() implements TimePart {
    private static final byte[][] NAMES = {
      "月".getBytes(UTF_8),
      "火".getBytes(UTF_8),
      "水".getBytes(UTF_8),
      "木".getBytes(UTF_8),
      "金".getBytes(UTF_8),
      "土".getBytes(UTF_8),
      "日".getBytes(UTF_8)
    };
    private static final byte[] LONG = "曜日".getBytes(UTF_8);
    private static final String LETTERS = "montuewedthufrisatsun";

    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      for (byte[] name : NAMES) {
        if (startsWith(bytes, from, to, name)) {
          int at = from + name.length;
          return startsWith(bytes, at, to, LONG) ? at + LONG.length : at;
        }
      }
      int at = from;
      while (at < to && (bytes[at] | 0x20) >= 'a' && (bytes[at] | 0x20) <= 'z') {
        at++;
      }
      if (at - from < 3) {
        return -1;
      }
      String three = new String(bytes, from, 3, UTF_8).toLowerCase(Locale.ROOT);
      return LETTERS.indexOf(three) % 3 == 0 ? at : -1;
    }
  }

  /** A count of units since 1970-01-01T00:00:00Z; of seconds perhaps with a fraction. */
  record Epoch(long unitsPerMicro, long unitMicros, int mostDigits) implements TimePart {
    private static final TimePart FRACTION = new Fraction();

    @Override
    public int read(byte[] bytes, int from, int to, TimeReading out) {
      long value = 0;
      int at = from;
      while (at < to && at - from < mostDigits && bytes[at] >= '0' && bytes[at] <= '9') {
        value = value * 10 + bytes[at] - '0';
        at++;
      }
      if (at == from) {
        return -1;
      }
      if (unitMicros == Civil.SECOND && at < to && bytes[at] == '.') {
        at = FRACTION.read(bytes, at + 1, to, out);
      }
      out.stated = true;
      out.year = 1970;
      out.fractionMicros += value * unitMicros / unitsPerMicro;
      return at;
    }
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    if (to - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static int twoDigits(byte[] bytes, int from, int to) {
    if (from < 0 || from + 2 > to) {
      return -1;
    }
    int tens = bytes[from] - '0';
    int ones = bytes[from + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
