package io.akashi.event.syslog;

import io.akashi.event.internal.text.JsonText;
import io.akashi.event.internal.text.PayloadText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * STRUCTURED-DATA of RFC 5424 section 6.3: {@code [id name="value" …]…}, with {@code \"}, {@code
 * \\} and {@code \]} escaped in values.
 */
final class StructuredData {
  private final byte[] bytes;
  private final int end;
  private int at;
  private final Map<String, Map<String, List<String>>> elements = new TreeMap<>();

  private StructuredData(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Index behind the last element, or {@code from} when the elements are not well-formed. */
  static int end(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] == '[') {
      int close = elementEnd(bytes, i, to);
      if (close < 0) {
        return from;
      }
      i = close;
    }
    return i;
  }

  private static int elementEnd(byte[] bytes, int open, int to) {
    boolean quoted = false;
    for (int i = open + 1; i < to; i++) {
      byte b = bytes[i];
      if (quoted && b == '\\') {
        i++;
      } else if (b == '"') {
        quoted = !quoted;
      } else if (b == ']' && !quoted) {
        return i > open + 1 ? i + 1 : -1;
      }
    }
    return -1;
  }

  /**
   * Appends the elements as one JSON object: {@code {"id":{"name":"value"}}}, names sorted; a name
   * that comes more than once gives an array.
   */
  static void appendJson(StringBuilder out, byte[] bytes, int from, int to) {
    StructuredData data = new StructuredData(bytes, from, to);
    while (data.at < to) {
      data.element();
    }
    data.write(out);
  }

  private void element() {
    at++;
    String id = until(' ', ']');
    Map<String, List<String>> parameters = elements.computeIfAbsent(id, _ -> new TreeMap<>());
    while (at < end && bytes[at] != ']') {
      if (bytes[at] == ' ') {
        at++;
        continue;
      }
      parameters.computeIfAbsent(until('=', ']'), _ -> new ArrayList<>()).add(value());
    }
    at++;
  }

  private String until(char stop, char close) {
    int start = at;
    while (at < end && bytes[at] != stop && bytes[at] != close) {
      at++;
    }
    return PayloadText.guess(bytes, start, at).value();
  }

  /** The cursor is at {@code =} or, when the value is missing, at {@code ]}. */
  private String value() {
    if (at >= end || bytes[at] != '=') {
      return "";
    }
    at++;
    if (at >= end || bytes[at] != '"') {
      return until(' ', ']');
    }
    at++;
    byte[] plain = new byte[valueLength()];
    int length = 0;
    while (at < end && bytes[at] != '"') {
      if (isEscape(at)) {
        at++;
      }
      plain[length++] = bytes[at++];
    }
    at++;
    return PayloadText.guess(plain, 0, length).value();
  }

  private int valueLength() {
    int i = at;
    while (i < end && bytes[i] != '"') {
      i += bytes[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, end) - at;
  }

  private boolean isEscape(int i) {
    return bytes[i] == '\\'
        && i + 1 < end
        && (bytes[i + 1] == '"' || bytes[i + 1] == '\\' || bytes[i + 1] == ']');
  }

  private void write(StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, Map<String, List<String>>> element : elements.entrySet()) {
      out.append(separator);
      separator = ",";
      JsonText.quote(out, element.getKey());
      out.append(":{");
      writeParameters(out, element.getValue());
      out.append('}');
    }
    out.append('}');
  }

  private static void writeParameters(StringBuilder out, Map<String, List<String>> all) {
    String separator = "";
    for (Map.Entry<String, List<String>> parameter : all.entrySet()) {
      out.append(separator);
      separator = ",";
      JsonText.quote(out, parameter.getKey());
      out.append(':');
      List<String> values = parameter.getValue();
      if (values.size() == 1) {
        JsonText.quote(out, values.getFirst());
      } else {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
          out.append(i == 0 ? "" : ",");
          JsonText.quote(out, values.get(i));
        }
        out.append(']');
      }
    }
  }
}
