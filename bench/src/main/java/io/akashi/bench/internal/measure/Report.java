package io.akashi.bench.internal.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything one run of {@code akashi bench} found, as a table or as JSON. */
public final class Report {
  private static final String ROW = "%-20s | %12s | %12s | %12s | %12s | %8s | %s%n";

  private final Machine machine;
  private final Limits limits;
  private final List<Figure> figures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  public Report(Machine machine, Limits limits) {
    this.machine = machine;
    this.limits = limits;
  }

  public Limits limits() {
    return limits;
  }

  public void add(Figure figure) {
    figures.add(figure);
  }

  /** A sentence below the table: what was done, what was extrapolated. */
  public void note(String sentence) {
    notes.add(sentence);
  }

  /** Whether every figure with a floor reaches it. */
  public boolean reachesFloors() {
    return figures.stream()
        .filter(figure -> !Double.isNaN(figure.target().floor()))
        .allMatch(Figure::reachesFloor);
  }

  /** A table of fixed width, figures first, then the limits of the machine. */
  public String toTable() {
    StringBuilder out = new StringBuilder();
    out.append("機械 / machine: ").append(machine).append(System.lineSeparator());
    out.append(System.lineSeparator());
    out.append(
        ROW.formatted("figure", "measured", "floor", "aim", "limit", "of limit", "unit, limit"));
    for (Figure figure : figures) {
      Target target = figure.target();
      out.append(
          ROW.formatted(
              target.name().toLowerCase(Locale.ROOT),
              number(figure.value()) + mark(figure),
              number(target.floor()),
              number(target.aim()),
              number(figure.limit()),
              number(figure.ofLimit()),
              target.unit() + (figure.limitName().isEmpty() ? "" : ", " + figure.limitName())));
    }
    out.append(System.lineSeparator());
    for (Figure figure : figures) {
      out.append("  %s: %s".formatted(name(figure), figure.target().label()));
      out.append(figure.note().isEmpty() ? "" : " — " + figure.note());
      out.append(System.lineSeparator());
    }
    notes.forEach(note -> out.append("  ").append(note).append(System.lineSeparator()));
    return out.append(System.lineSeparator()).append(limitLines()).toString();
  }

  /** One JSON object. */
  public String toJson() {
    StringBuilder out = new StringBuilder("{\"machine\":").append(quote(machine.toString()));
    out.append(",\"figures\":[");
    for (int i = 0; i < figures.size(); i++) {
      Figure figure = figures.get(i);
      out.append(i == 0 ? "" : ",");
      out.append("{\"figure\":").append(quote(name(figure)));
      out.append(",\"unit\":").append(quote(figure.target().unit()));
      out.append(",\"value\":").append(json(figure.value()));
      out.append(",\"floor\":").append(json(figure.target().floor()));
      out.append(",\"aim\":").append(json(figure.target().aim()));
      out.append(",\"limit\":").append(json(figure.limit()));
      out.append(",\"limit_name\":").append(quote(figure.limitName()));
      out.append(",\"note\":").append(quote(figure.note())).append('}');
    }
    out.append("],\"notes\":[");
    for (int i = 0; i < notes.size(); i++) {
      out.append(i == 0 ? "" : ",").append(quote(notes.get(i)));
    }
    return out.append("],\"limits\":").append(quote(limitLines().strip())).append('}').toString();
  }

  private String limitLines() {
    StringBuilder out = new StringBuilder();
    out.append(
        "限界 / limits, one thread, the same bytes (%.0f a message, %.0f an entry):%n"
            .formatted(limits.lineBytes(), limits.entryBytes()));
    out.append(
        "  SHA-256 %.0f MB/s as one stream, %,.0f entries/s one by one%n"
            .formatted(limits.sha256(), limits.leaves()));
    out.append("  append %.0f MB/s; with fdatasync of each group:".formatted(limits.append()));
    for (Limits.Group group : limits.groups()) {
      out.append(" %d KiB %.0f MB/s".formatted(group.bytes() >> 10, group.rate()));
    }
    out.append(
        "%n  4 KiB + fdatasync p50 %.2f ms, p99 %.2f ms%n"
            .formatted(limits.sync().quantile(0.5), limits.sync().quantile(0.99)));
    out.append(
        "  zstd 3: %.0f MB/s, %.1f bytes a message; zstd 9: %.0f MB/s, %.1f bytes a message%n"
            .formatted(
                limits.zstd3().rate(),
                limits.zstd3().bytes(),
                limits.zstd9().rate(),
                limits.zstd9().bytes()));
    out.append("  loopback TCP %.0f MB/s%n".formatted(limits.loopback()));
    return out.toString();
  }

  private static String name(Figure figure) {
    return figure.target().name().toLowerCase(Locale.ROOT);
  }

  /** {@code *} when the aim of the design is reached, {@code +} when its floor is. */
  private static String mark(Figure figure) {
    if (Double.isNaN(figure.target().floor())) {
      return "  ";
    }
    return figure.reachesAim() ? " *" : figure.reachesFloor() ? " +" : " -";
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return (Math.abs(value) >= 100 ? "%,.0f" : "%.3g").formatted(value);
  }

  private static String json(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "null";
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> {}
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
