package io.akashi.intake.internal.records;

import java.util.Set;

/**
 * Where an XML element ends: a file may hold one document after the other, or a list of elements in
 * an outermost one ({@code <Events>}, as the Windows event viewer writes it), whose own tags belong
 * to none of them. Comments, declarations and document types before an element belong to it. An
 * element that was cut ends where another declaration, or another element of its name, begins.
 */
final class XmlBounds implements RecordBounds {
  /** Outermost elements that only hold a list. */
  private static final Set<String> LISTS =
      Set.of("Events", "events", "root", "AuditMessages", "AUDIT");

  /** Elements that never hold another of their own name. */
  private static final Set<String> FLAT =
      Set.of("AuditMessage", "Event", "IHEYr4", "AuditEvent", "AUDIT_RECORD");

  private static final int LONGEST_NAME = 64;

  private enum State {
    TEXT,
    OPEN,
    INSTRUCTION,
    MARKUP,
    COMMENT,
    CDATA,
    DOCTYPE,
    START,
    END,
    LINE
  }

  private final StringBuilder name = new StringBuilder();
  private State state = State.TEXT;
  private String root = "";
  private int depth;
  private boolean begun;
  private boolean named;
  private char quote;
  private char last;
  private char lastButOne;
  private int sinceOpen;
  private int brackets;
  private int mark;

  @Override
  public void begin() {
    state = State.TEXT;
    root = "";
    depth = 0;
    begun = false;
    last = 0;
    lastButOne = 0;
  }

  @Override
  public Step step(char c) {
    sinceOpen++;
    Step step =
        switch (state) {
          case TEXT -> text(c);
          case OPEN -> open(c);
          case START -> start(c);
          case END -> end(c);
          case INSTRUCTION -> instruction(c);
          case MARKUP -> markup(c);
          case COMMENT -> until(c == '>' && last == '-' && lastButOne == '-');
          case CDATA -> until(c == '>' && last == ']' && lastButOne == ']');
          case DOCTYPE -> doctype(c);
          case LINE -> c == '\n' ? endedBefore(1) : Step.INSIDE;
        };
    lastButOne = last;
    last = c;
    return step;
  }

  private Step text(char c) {
    if (c == '<') {
      state = State.OPEN;
      sinceOpen = 0;
      return Step.INSIDE;
    }
    if (depth > 0 || begun) {
      return Step.INSIDE;
    }
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0) {
      return Step.PASSED;
    }
    state = State.LINE;
    return Step.INSIDE;
  }

  private Step open(char c) {
    name.setLength(0);
    named = false;
    quote = 0;
    if (c == '?') {
      state = State.INSTRUCTION;
    } else if (c == '!') {
      state = State.MARKUP;
    } else if (c == '/') {
      state = State.END;
    } else if (isNameStart(c)) {
      state = State.START;
      return start(c);
    } else {
      state = depth == 0 && !begun ? State.LINE : State.TEXT;
    }
    return Step.INSIDE;
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == OTHER;
  }

  private Step start(char c) {
    if (quote != 0) {
      quote = c == quote ? 0 : quote;
      return Step.INSIDE;
    }
    if (!named) {
      if (c != '>' && c != '/' && c > ' ') {
        if (name.length() < LONGEST_NAME) {
          name.append(c);
        }
        return Step.INSIDE;
      }
      named = true;
      if (depth > 0 && FLAT.contains(root) && root.contentEquals(name)) {
        return endedBefore(sinceOpen + 1);
      }
    }
    if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return startOfElement(last == '/');
    }
    return Step.INSIDE;
  }

  private Step startOfElement(boolean empty) {
    state = State.TEXT;
    if (depth == 0) {
      root = name.toString();
      if (LISTS.contains(root)) {
        return Step.PASSED;
      }
    }
    depth++;
    return empty ? endOfElement() : Step.INSIDE;
  }

  private Step end(char c) {
    if (c != '>') {
      if (name.length() < LONGEST_NAME && c > ' ') {
        name.append(c);
      }
      return Step.INSIDE;
    }
    boolean ofList = depth == 0 && !begun && LISTS.contains(name.toString());
    return ofList ? Step.PASSED : endOfElement();
  }

  private Step endOfElement() {
    state = State.TEXT;
    depth--;
    return depth <= 0 ? Step.LAST : Step.INSIDE;
  }

  private Step instruction(char c) {
    if (name.length() < 4) {
      name.append(c);
      if (depth > 0 && name.toString().equals("xml ")) {
        return endedBefore(sinceOpen + 1);
      }
    }
    return until(c == '>' && last == '?');
  }

  private Step markup(char c) {
    name.append(c);
    switch (name.toString()) {
      case "--" -> state = State.COMMENT;
      case "[CDATA[" -> state = State.CDATA;
      case "DOCTYPE" -> {
        state = State.DOCTYPE;
        brackets = 0;
      }
      default -> {
        if (c == '>' || name.length() > "[CDATA[".length()) {
          return until(true);
        }
      }
    }
    return Step.INSIDE;
  }

  private Step doctype(char c) {
    if (c == '[') {
      brackets++;
    } else if (c == ']') {
      brackets--;
    }
    return until(c == '>' && brackets <= 0);
  }

  private Step until(boolean end) {
    if (end) {
      state = State.TEXT;
      begun = true;
    }
    return Step.INSIDE;
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
