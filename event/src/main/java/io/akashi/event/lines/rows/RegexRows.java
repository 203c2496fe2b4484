package io.akashi.event.lines.rows;

import com.google.re2j.Matcher;
import java.util.Arrays;

/**
 * Lines that one regular expression matches from end to end; its groups are the cells. RE2 syntax,
 * time linear in the line whatever the expression.
 */
final class RegexRows extends LineRows {
  private final Expression expression;

  RegexRows(Text text, Expression expression) {
    super(text);
    this.expression = expression;
  }

  @Override
  void cells(Row row) {
    Matcher matcher = null;
    if (expression.mayMatch(row.bytes, row.lineStart, row.lineEnd)) {
      byte[] line = Arrays.copyOfRange(row.bytes, row.lineStart, row.lineEnd);
      matcher = expression.pattern().matcher(line);
      row.bytes = line;
    }
    if (matcher == null || !matcher.matches()) {
      row.flaw = "正規表現に一致しません / the regular expression does not match";
      return;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      int start = matcher.start(group);
      row.add(Math.max(start, 0), Math.max(matcher.end(group), 0));
    }
    row.matched = true;
  }
}
