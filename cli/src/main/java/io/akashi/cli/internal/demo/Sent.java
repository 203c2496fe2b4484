package io.akashi.cli.internal.demo;

import io.akashi.hospital.LogSystem;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Which messages of the hospital have been sent: those of one span of time, which grows at both
 * ends. Kept in a file, so that a second start goes on and sends nothing twice.
 *
 * @param seed seed of the hospital
 * @param lastDay the day of the first start, to which its stories lead
 * @param done what was sent and is durable
 * @param pending what is being sent beside it, touching one of its ends
 * @param counts how many messages of each system are in {@code done}
 */
record Sent(
    long seed, LocalDate lastDay, Span done, Optional<Span> pending, Map<LogSystem, Long> counts) {

  /** From a moment to before another, in the hospital's zone. */
  record Span(LocalDateTime from, LocalDateTime to) {
    boolean holds(LocalDateTime at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /** Nothing was sent. The first span begins that many days before the last day. */
  static Sent nothing(long seed, LocalDate lastDay, int daysBefore) {
    LocalDateTime from = lastDay.minusDays(daysBefore).atStartOfDay();
    return new Sent(seed, lastDay, new Span(from, from), Optional.empty(), Map.of());
  }

  /** How many messages are sent and durable. */
  long messages() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many whole days before the last one are sent, by their beginning. */
  long daysBack() {
    return ChronoUnit.DAYS.between(done.from(), lastDay.atStartOfDay());
  }

  /** The same while a span is being sent. */
  Sent sending(Span span) {
    return new Sent(seed, lastDay, done, Optional.of(span), counts);
  }

  /** The pending span is durable, with so many messages of each system. */
  Sent finished(Map<LogSystem, Long> more) {
    Span span = pending.orElseThrow();
    Span all =
        span.from().equals(done.to())
            ? new Span(done.from(), span.to())
            : new Span(span.from(), done.to());
    Map<LogSystem, Long> sums = new EnumMap<>(LogSystem.class);
    sums.putAll(counts);
    more.forEach((system, count) -> sums.merge(system, count, Long::sum));
    return new Sent(seed, lastDay, all, Optional.empty(), Map.copyOf(sums));
  }

  /** What the file says, or empty when there is none. */
  static Optional<Sent> read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    Map<LogSystem, Long> counts = new EnumMap<>(LogSystem.class);
    for (LogSystem system : LogSystem.values()) {
      counts.put(system, Long.parseLong(properties.getProperty("sent." + system.source(), "0")));
    }
    return Optional.of(
        new Sent(
            Long.parseLong(properties.getProperty("seed")),
            LocalDate.parse(properties.getProperty("last-day")),
            span(properties.getProperty("done")),
            Optional.ofNullable(properties.getProperty("pending")).map(Sent::span),
            Map.copyOf(counts)));
  }

  private static Span span(String text) {
    String[] ends = text.split("/", 2);
    return new Span(LocalDateTime.parse(ends[0]), LocalDateTime.parse(ends[1]));
  }

  /** Replaces the file at once. */
  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder("# What the demonstration has sent; see docs/cli.md.\n");
    text.append("seed=%d%nlast-day=%s%ndone=%s%n".formatted(seed, lastDay, text(done)));
    pending.ifPresent(span -> text.append("pending=%s%n".formatted(text(span))));
    counts.forEach(
        (system, count) -> text.append("sent.%s=%d%n".formatted(system.source(), count)));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text, StandardCharsets.UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String text(Span span) {
    return span.from() + "/" + span.to();
  }
}
