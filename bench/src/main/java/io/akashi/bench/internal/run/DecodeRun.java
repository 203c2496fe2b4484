package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.Format;
import io.akashi.bench.internal.corpus.MixedMessages;
import io.akashi.bench.internal.corpus.Octets;
import io.akashi.bench.internal.corpus.Wire;
import io.akashi.bench.internal.measure.Figure;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Target;
import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Decoders;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Each decoder alone, on one thread, in its processor time: what another load takes is not counted.
 */
public final class DecodeRun {
  private static final int MESSAGES = 20_000;
  private static final double WARM_UP_SECONDS = 4;
  private static final int PARTS = 6;
  private static final int EVTX_HEADER = 4_096;
  private static final int EVTX_CHUNK = 65_536;

  private final double seconds;
  private final long seed;
  private final @Nullable Path evtx;
  private final Report report;
  private final Decoders decoders = Decoders.builtIn();

  /**
   * @param seconds of all decoders together, warm-up not counted
   * @param evtx folder of EVTX files, or null to leave that decoder out
   */
  public DecodeRun(int seconds, long seed, @Nullable Path evtx, Report report) {
    this.seconds = (double) seconds / PARTS;
    this.seed = seed;
    this.evtx = evtx;
    this.report = report;
  }

  /** Runs all of them and adds their figures. */
  public void run() throws IOException {
    measure(Target.DECODE_EHR, messages(Format.EHR), profile("lines", "ehr-access"));
    measure(Target.DECODE_DICOM, messages(Format.DICOM), profile("dicom", null));
    measure(Target.DECODE_FHIR, messages(Format.FHIR), profile("fhir", null));
    measure(Target.DECODE_WINDOWS, messages(Format.WINDOWS), profile("auto", null));
    measure(Target.DECODE_FIREWALL, messages(Format.FIREWALL), profile("auto", null));
    if (evtx != null) {
      measure(Target.DECODE_EVTX, chunks(evtx), profile("evtx", null));
    }
  }

  private List<byte[]> messages(Format format) {
    Wire wire = new Wire(MixedMessages.of(format, seed), Wire.Header.RFC5424, Wire.Frame.NONE);
    List<byte[]> messages = new ArrayList<>();
    Octets octets = new Octets(EVTX_HEADER);
    for (int i = 0; i < MESSAGES; i++) {
      octets.clear();
      wire.next(octets);
      messages.add(octets.copy());
    }
    return messages;
  }

  private static List<byte[]> chunks(Path folder) throws IOException {
    List<byte[]> chunks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".evtx")).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = EVTX_HEADER; at + EVTX_CHUNK <= bytes.length; at += EVTX_CHUNK) {
          chunks.add(java.util.Arrays.copyOfRange(bytes, at, at + EVTX_CHUNK));
        }
      }
    }
    return chunks;
  }

  private static SourceProfile profile(String format, @Nullable String mapping) {
    return new SourceProfile(
        new SourceId("bench"), format, mapping, null, SourceProfile.DEFAULT_ZONE, null, null);
  }

  private void measure(Target target, List<byte[]> payloads, SourceProfile profile) {
    if (payloads.isEmpty()) {
      throw new IllegalArgumentException("nothing to decode for " + target);
    }
    decode(payloads, profile, WARM_UP_SECONDS);
    Count count = decode(payloads, profile, seconds);
    report.add(
        new Figure(
            target,
            count.events / count.seconds,
            Double.NaN,
            "",
            "%s by %s, %,.0f bytes a message, %,.0f MB/s, %.1f%% not full"
                .formatted(
                    count.decoder,
                    profile.format(),
                    (double) count.bytes / count.messages,
                    count.bytes / 1e6 / count.seconds,
                    100.0 * count.flawed / Math.max(1, count.events))));
  }

  /** What was decoded in how much processor time. */
  private record Count(
      long messages, long bytes, long events, long flawed, double seconds, String decoder) {}

  private Count decode(List<byte[]> payloads, SourceProfile profile, double time) {
    long messages = 0;
    long bytes = 0;
    long events = 0;
    long flawed = 0;
    String decoder = "";
    double began = processorSeconds();
    double used = 0;
    while (used < time) {
      for (byte[] payload : payloads) {
        Arrival arrival =
            new Arrival(
                messages,
                profile.id(),
                Transport.SYSLOG_TCP,
                Arrival.NONE,
                Arrival.NONE,
                Map.of(),
                payload);
        for (AuditEvent event : decoders.decode(arrival, profile)) {
          events++;
          flawed += DecodeStatus.FULL.id().equals(event.text(Column.DECODE_STATUS)) ? 0 : 1;
          decoder = String.valueOf(event.text(Column.DECODER));
        }
        messages++;
        bytes += payload.length;
      }
      used = processorSeconds() - began;
    }
    return new Count(messages, bytes, events, flawed, used, decoder);
  }

  private static double processorSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
