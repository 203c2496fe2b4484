package io.akashi.event.syslog;

import io.akashi.event.syslog.SyslogHeader.Dialect;

/** The one pass over the bytes that fills a {@link SyslogHeader}. */
final class HeaderParser {
  private static final int PRIORITY_DIGITS = 3;
  private static final int LONGEST_TAG = 128;
  private static final String TAG_SIGNS = "_-./@#+()~";

  private final byte[] bytes;
  private final int end;
  private final SyslogHeader header;
  private final TimeParser time;
  private int at;

  HeaderParser(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.end = to;
    this.at = from;
    this.header = new SyslogHeader(bytes, to);
    this.time = new TimeParser(bytes, to);
  }

  SyslogHeader parse() {
    int afterPriority = priorityEnd(bytes, at, end);
    if (afterPriority > at) {
      header.priority = digits(at + 1, afterPriority - 1);
      at = afterPriority;
    }
    if (header.priority < 0 || !rfc5424()) {
      at = afterPriority;
      rfc3164();
    }
    skipByteOrderMark();
    header.messageStart = at;
    return header;
  }

  /** Index after {@code <PRI>}, or {@code from} when there is none. */
  static int priorityEnd(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '<') {
      return from;
    }
    int i = from + 1;
    while (i < to && i - from <= PRIORITY_DIGITS && isDigit(bytes[i])) {
      i++;
    }
    return i > from + 1 && i < to && bytes[i] == '>' ? i + 1 : from;
  }

  /** RFC 5424 section 6; false, with nothing but the cursor touched, when it is something else. */
  private boolean rfc5424() {
    int version = at;
    int i = at;
    while (i < end && i - version < 3 && isDigit(bytes[i])) {
      i++;
    }
    if (i == version || bytes[version] == '0' || i >= end || bytes[i] != ' ') {
      return false;
    }
    int timeStart = i + 1;
    int timeEnd = token(timeStart);
    int host = next(timeEnd);
    int hostEnd = token(host);
    int program = next(hostEnd);
    int programEnd = token(program);
    int process = next(programEnd);
    int processEnd = token(process);
    int id = next(processEnd);
    int idEnd = token(id);
    // Each token is empty when one before it was, so the last one answers for all.
    if (idEnd == id || !time5424(timeStart, timeEnd)) {
      return false;
    }
    header.dialect = Dialect.RFC5424;
    header.hostStart = host;
    header.hostEnd = hostEnd;
    header.programStart = program;
    header.programEnd = programEnd;
    header.processStart = process;
    header.processEnd = processEnd;
    header.messageIdStart = id;
    header.messageIdEnd = idEnd;
    structuredData(next(idEnd));
    return true;
  }

  private boolean time5424(int from, int to) {
    if (to - from == 1 && bytes[from] == '-') {
      return true;
    }
    if (time.iso(from) != to) {
      return false;
    }
    time.giveTo(header);
    return true;
  }

  private void structuredData(int from) {
    int i = from;
    if (i < end && bytes[i] == '-' && (i + 1 == end || bytes[i + 1] == ' ')) {
      i++;
    } else {
      i = StructuredData.end(bytes, from, end);
      header.intact = i > from;
      header.dataStart = from;
      header.dataEnd = i;
    }
    at = i < end && i > from && bytes[i] == ' ' ? i + 1 : i;
  }

  /** RFC 3164 section 4.1 and its relatives; what does not fit is left to the message. */
  private void rfc3164() {
    int start = at < end && bytes[at] == ' ' ? at + 1 : at;
    int after = time.anyForm(start);
    if (after < 0 || !endsTime(after)) {
      return;
    }
    time.giveTo(header);
    header.dialect = Dialect.RFC3164;
    at = after < end ? after + 1 : after;
    if (after < end && bytes[after] == '\n') {
      return;
    }
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    if (tag()) {
      return;
    }
    host();
    tag();
  }

  private boolean endsTime(int i) {
    return i >= end || bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == ':';
  }

  private void host() {
    int stop = at;
    while (stop < end && bytes[stop] > ' ') {
      stop++;
    }
    boolean spaced = stop >= end || bytes[stop] == ' ' || bytes[stop] == '\n';
    // "%ASA-6-302013:" is the message of a device that does not say its name.
    if (stop == at || !spaced || bytes[at] == '%') {
      return;
    }
    header.hostStart = at;
    header.hostEnd = bytes[stop - 1] == ':' && stop - 1 > at ? stop - 1 : stop;
    at = stop < end ? stop + 1 : stop;
  }

  /** {@code name:} or {@code name[process]:}; true and the cursor behind it when there is one. */
  private boolean tag() {
    int stop = at;
    int letters = 0;
    while (stop < end && stop - at < LONGEST_TAG && isTagSign(bytes[stop])) {
      letters += isLetter(bytes[stop]) ? 1 : 0;
      stop++;
    }
    if (letters == 0 || stop >= end || isMark(stop)) {
      return false;
    }
    int after = stop;
    if (bytes[stop] == '[') {
      after = bracketEnd(stop);
      if (after < 0) {
        return false;
      }
      header.processStart = stop + 1;
      header.processEnd = after - 1;
      after = after < end && bytes[after] == ':' ? after + 1 : after;
    } else if (!isColonOfTag(stop, letters)) {
      return false;
    } else {
      after = stop + 1;
    }
    header.programStart = at;
    header.programEnd = stop;
    at = after < end && bytes[after] == ' ' ? after + 1 : after;
    return true;
  }

  /** {@code CEF:0}, {@code CEF: 0} and {@code LEEF:1.0} begin a message. */
  private boolean isMark(int colon) {
    int next = colon + 1 < end && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
    boolean versioned =
        bytes[colon] == ':' && next < end && isDigit(bytes[next]) && colon - at >= 3;
    return versioned
        && bytes[colon - 1] == 'F'
        && bytes[colon - 2] == 'E'
        && (bytes[at] == 'L'
            ? colon - at == 4 && bytes[at + 1] == 'E'
            : colon - at == 3 && bytes[at] == 'C');
  }

  private boolean isColonOfTag(int colon, int letters) {
    if (bytes[colon] != ':') {
      return false;
    }
    int next = colon + 1;
    boolean spaced = next >= end || bytes[next] == ' ' || bytes[next] == '\n';
    // "tag:text" is a tag, "http://host", "C:\path" and "fe80::1" are not.
    return spaced
        || (letters > 1 && bytes[next] != '/' && bytes[next] != '\\' && bytes[next] != ':');
  }

  /** Index after {@code ]} of a process id that begins at {@code [}, or -1. */
  private int bracketEnd(int open) {
    for (int i = open + 1; i < end && i - open <= LONGEST_TAG; i++) {
      if (bytes[i] == ']') {
        return i > open + 1 ? i + 1 : -1;
      }
      if (bytes[i] <= ' ') {
        return -1;
      }
    }
    return -1;
  }

  private void skipByteOrderMark() {
    if (end - at >= 3
        && bytes[at] == (byte) 0xef
        && bytes[at + 1] == (byte) 0xbb
        && bytes[at + 2] == (byte) 0xbf) {
      at += 3;
    }
  }

  /** End of the run of visible bytes that begins at {@code from}. */
  private int token(int from) {
    int i = from;
    while (i < end && (bytes[i] > ' ' || bytes[i] < 0)) {
      i++;
    }
    return i;
  }

  /** Start of the token after one space. */
  private int next(int tokenEnd) {
    return tokenEnd < end && bytes[tokenEnd] == ' ' ? tokenEnd + 1 : end;
  }

  private int digits(int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private static boolean isTagSign(byte b) {
    return isLetter(b) || isDigit(b) || TAG_SIGNS.indexOf(b) >= 0;
  }
}
