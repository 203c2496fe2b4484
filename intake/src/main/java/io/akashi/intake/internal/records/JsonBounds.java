package io.akashi.intake.internal.records;

import java.util.BitSet;

/**
 * Where a JSON value (RFC 8259) ends: a file may hold one after the other, on lines or not, or in
 * an outermost array of objects. The brackets and commas of that array and blanks between values
 * belong to none of them; any other array is a value, whole. A value that was cut ends where the
 * next begins, as far as that can be told: at a line end inside a string, or at an object where a
 * name must stand.
 */
final class JsonBounds implements RecordBounds {
  private final BitSet objects = new BitSet();
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean bare;
  private char before;
  private int sinceLineEnd;
  private int mark;

  /** Whether a bracket was met of which the next sign tells whether it is that of the list. */
  private boolean bracket;

  /** The sign of the list that was passed since the last value: a comma, a bracket or 0. */
  private char passed;

  @Override
  public void begin() {
    objects.clear();
    depth = 0;
    inString = false;
    escaped = false;
    bare = false;
    before = 0;
    sinceLineEnd = -1;
    bracket = false;
  }

  @Override
  public Step step(char c) {
    if (depth == 0 && !inString && !bare) {
      return first(c);
    }
    if (bracket && !isBlank(c)) {
      bracket = false;
      if (c == ']' || c == '{') {
        return list(c);
      }
    }
    if (sinceLineEnd >= 0) {
      sinceLineEnd++;
    }
    if (c == '\n') {
      return lineEnd();
    }
    if (bare) {
      return Step.INSIDE;
    }
    return inString ? inString(c) : structure(c);
  }

  private Step first(char c) {
    // A sign of the list that comes where the list cannot have it belongs to no list.
    boolean between =
        switch (c) {
          case ' ', '\t', '\r', '\n', 0 -> true;
          case ',', ']' -> passed != c;
          default -> false;
        };
    if (between) {
      passed = c == ',' || c == ']' ? c : passed;
      return Step.PASSED;
    }
    switch (c) {
      case '{' -> open(true);
      case '[' -> {
        // Behind a comma it is a value of the list.
        bracket = passed != ',';
        open(false);
      }
      case '"' -> inString = true;
      // The rest of a line: a number, a word, or no JSON at all.
      default -> bare = true;
    }
    passed = 0;
    return Step.INSIDE;
  }

  /** The bracket was that of a list, of which this is the first object or the end. */
  private Step list(char c) {
    begin();
    if (c == ']') {
      passed = c;
      return Step.PASSED;
    }
    open(true);
    return Step.BEGUN;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private Step lineEnd() {
    if (bare || inString) {
      return endedBefore(1);
    }
    sinceLineEnd = 0;
    return Step.INSIDE;
  }

  private Step inString(char c) {
    if (escaped) {
      escaped = false;
    } else if (c == '\\') {
      escaped = true;
    } else if (c == '"') {
      inString = false;
      before = '"';
      return depth == 0 ? Step.LAST : Step.INSIDE;
    }
    return Step.INSIDE;
  }

  private Step structure(char c) {
    switch (c) {
      case '"' -> inString = true;
      case '{' -> {
        if (isNameExpected() && sinceLineEnd >= 0) {
          return endedBefore(sinceLineEnd + 1);
        }
        open(true);
      }
      case '[' -> open(false);
      case '}', ']' -> {
        depth--;
        before = c;
        return depth == 0 ? Step.LAST : Step.INSIDE;
      }
      case ' ', '\t', '\r' -> {}
      default -> before = c;
    }
    return Step.INSIDE;
  }

  private boolean isNameExpected() {
    return objects.get(depth) && (before == ',' || before == '{');
  }

  private void open(boolean object) {
    depth++;
    objects.set(depth, object);
    before = object ? '{' : '[';
  }

  private Step endedBefore(int characters) {
    mark = characters;
    return Step.ENDED_AT_MARK;
  }

  @Override
  public int mark() {
    return mark;
  }
}
