package io.akashi.server.internal.house;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line an event, whatever stands in it: a certificate, a directory or a client may have chosen
 * some of the words, and none of them may look like another event or steer a terminal. The lines of
 * a stack trace are indented.
 */
final class LogLines extends SimpleFormatter {
  private static final String INDENT = "    ";

  @Override
  public String formatMessage(LogRecord line) {
    return visible(super.formatMessage(line));
  }

  @Override
  public synchronized String format(LogRecord line) {
    @Nullable Throwable thrown = line.getThrown();
    line.setThrown(null);
    String said = super.format(line);
    line.setThrown(thrown);
    return thrown == null ? said : said + trace(thrown);
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return trace
        .toString()
        .lines()
        .map(each -> INDENT + visible(each.replace("\t", INDENT)) + System.lineSeparator())
        .collect(Collectors.joining());
  }

  /** With what breaks lines, moves a cursor or turns the direction of writing as its number. */
  static String visible(String text) {
    if (text.codePoints().noneMatch(LogLines::acts)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (acts(c)) {
            shown.append("\\u%04x".formatted(c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }

  private static boolean acts(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
