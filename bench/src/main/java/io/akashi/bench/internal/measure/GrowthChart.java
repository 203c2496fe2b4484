package io.akashi.bench.internal.measure;

import java.util.List;
import java.util.Locale;

/**
 * How measures grow with the number of events, one small chart each, below one another. Both axes
 * begin at zero, so that what grows with the store is seen to.
 *
 * @param curves at least one
 */
public record GrowthChart(List<Curve> curves) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 150;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 34;
  private static final int BOTTOM = 24;
  private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;
  private static final int PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;

  /** A measure, its unit in its name. */
  public record Curve(String name, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /** A value at a number of events. */
  public record Point(double events, double value) {}

  public GrowthChart {
    curves = List.copyOf(curves);
  }

  /** The drawing as an SVG document. */
  public String svg() {
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
            .formatted(WIDTH, HEIGHT * curves.size()));
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    for (int i = 0; i < curves.size(); i++) {
      out.append("<g transform=\"translate(0 %d)\">%n".formatted(i * HEIGHT));
      draw(curves.get(i), out);
      out.append("</g>\n");
    }
    return out.append("</svg>\n").toString();
  }

  private static void draw(Curve curve, StringBuilder out) {
    double most = most(curve.points.stream().mapToDouble(Point::value).max().orElse(0));
    double events = most(curve.points.stream().mapToDouble(Point::events).max().orElse(0));
    out.append(
        text(LEFT, TOP - 14, "start", "<tspan font-weight=\"bold\">" + curve.name + "</tspan>"));
    out.append(
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>%n"
            .formatted(LEFT, TOP, TOP + PLOT_HEIGHT, LEFT + PLOT_WIDTH));
    out.append(text(LEFT - 6, TOP + 4, "end", number(most)));
    out.append(text(LEFT - 6, TOP + PLOT_HEIGHT + 4, "end", "0"));
    out.append(
        text(LEFT + PLOT_WIDTH, TOP + PLOT_HEIGHT + 16, "end", number(events / 1e6) + " M events"));
    StringBuilder line = new StringBuilder();
    for (Point point : curve.points) {
      double x = LEFT + point.events / events * PLOT_WIDTH;
      double y = TOP + PLOT_HEIGHT - point.value / most * PLOT_HEIGHT;
      line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      out.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"#06c\"><title>%,.0f: %s</title></circle>%n",
              x,
              y,
              point.events,
              number(point.value)));
    }
    out.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#06c\"/>%n"
            .formatted(line.toString().strip()));
  }

  /** The end of an axis: above the largest value, with one digit. */
  private static double most(double largest) {
    if (largest <= 0) {
      return 1;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(largest)));
    return Math.ceil(largest / unit) * unit;
  }

  private static String text(int x, int y, String anchor, String content) {
    return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n"
        .formatted(x, y, anchor, content);
  }

  private static String number(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
