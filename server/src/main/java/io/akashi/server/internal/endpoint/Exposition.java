package io.akashi.server.internal.endpoint;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Prometheus text exposition format 0.0.4,
 * https://prometheus.io/docs/instrumenting/exposition_formats/.
 */
final class Exposition {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();
  private final Set<String> announced = new HashSet<>();

  /** A value that goes up and down. */
  Exposition gauge(String name, String help, double value, String... labels) {
    return sample(name, "gauge", help, value, labels);
  }

  /** A value that only grows while the server runs. */
  Exposition counter(String name, String help, double value, String... labels) {
    return sample(name, "counter", help, value, labels);
  }

  // All samples of one name must stand together; the callers loop over names, then labels.
  private Exposition sample(String name, String type, String help, double value, String... labels) {
    if (announced.add(name)) {
      text.append("# HELP ").append(name).append(' ').append(help).append('\n');
      text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escape(labels[i + 1])).append('"');
    }
    text.append(labels.length > 0 ? "} " : " ").append(number(value)).append('\n');
    return this;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6f", value);
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
