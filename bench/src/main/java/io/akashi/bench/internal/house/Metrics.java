package io.akashi.bench.internal.house;

import java.util.HashMap;
import java.util.Map;

/**
 * One answer of {@code /metrics}: samples by name with labels, as they stand in the text.
 *
 * @param samples e.g. {@code akashi_entries_total{book="clinical"}}
 */
record Metrics(Map<String, Double> samples) {
  private static final String CLINICAL = "{book=\"clinical\"}";

  static Metrics parse(String text) {
    Map<String, Double> samples = new HashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.indexOf(' ') > 0)
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
    return new Metrics(Map.copyOf(samples));
  }

  Progress progress(double seconds) {
    long durable = clinical("akashi_entries_total");
    return new Progress(
        seconds,
        durable,
        durable - clinical("akashi_lag_entries"),
        clinical("akashi_signed_entries"),
        clinical("akashi_sealed_entries"));
  }

  private long clinical(String name) {
    return samples.getOrDefault(name + CLINICAL, 0.0).longValue();
  }
}
