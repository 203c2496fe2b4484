package io.akashi.event.windows;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What must hold of an event for a row of the table to speak of it. */
sealed interface Condition {
  boolean holds(WindowsEvent event);

  /** {@code Name=a|b}: the value is one of these, whatever the case of its letters. */
  record OneOf(String name, List<String> values) implements Condition {
    @Override
    public boolean holds(WindowsEvent event) {
      String value = event.value(name);
      return value != null && values.contains(value.strip().toLowerCase(Locale.ROOT));
    }
  }

  /** {@code Name&0x6}: the value is a number with one of these bits. */
  record AnyBit(String name, long bits) implements Condition {
    @Override
    public boolean holds(WindowsEvent event) {
      Long value = Numbers.parse(event.value(name));
      return value != null && (value & bits) != 0;
    }
  }

  /**
   * Reads one condition.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Condition parse(String text) {
    int equals = text.indexOf('=');
    int and = text.indexOf('&');
    if (equals > 0) {
      String values = text.substring(equals + 1).toLowerCase(Locale.ROOT);
      return new OneOf(text.substring(0, equals), List.of(values.split("\\|", -1)));
    }
    Long bits = and < 0 ? null : Numbers.parse(text.substring(and + 1));
    if (bits == null) {
      throw new IllegalArgumentException("'" + text + "' is no condition");
    }
    return new AnyBit(text.substring(0, and), bits);
  }

  /** Numbers as Windows writes them. */
  final class Numbers {
    private static final int HEX_DIGITS = 16;
    private static final int DIGITS = 20;

    private Numbers() {}

    /** A whole number, decimal or {@code 0x} hexadecimal, of 64 bits; or null. */
    static @Nullable Long parse(@Nullable String text) {
      if (text == null) {
        return null;
      }
      boolean hex = text.startsWith("0x") || text.startsWith("0X");
      String digits = hex ? text.substring(2) : text;
      if (digits.isEmpty() || digits.length() > (hex ? HEX_DIGITS : DIGITS)) {
        return null;
      }
      for (int i = 0; i < digits.length(); i++) {
        if (Character.digit(digits.charAt(i), hex ? 16 : 10) < 0 || digits.charAt(i) > 'f') {
          return !hex && i == 0 && digits.charAt(0) == '-' ? negative(digits) : null;
        }
      }
      try {
        return hex ? Long.parseUnsignedLong(digits, 16) : Long.parseUnsignedLong(digits);
      } catch (NumberFormatException tooLarge) {
        return null;
      }
    }

    private static @Nullable Long negative(String digits) {
      try {
        return Long.valueOf(digits);
      } catch (NumberFormatException noNumber) {
        return null;
      }
    }
  }
}
