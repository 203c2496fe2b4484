package io.akashi.store;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a store is opened.
 *
 * @param data the data directory
 * @param mode whether it may be created or only read
 * @param origin first part of the books' origins when the store is created: a schema-less URL
 *     without spaces or {@code +}, e.g. {@code akashi.example-hospital.jp}; ignored later, because
 *     origins are frozen
 * @param anchor folder on another host that keeps the newest {@code root} checkpoint, or empty
 * @param reserveBytes free bytes on the disk below which nothing is accepted
 * @param sealEntries a book is sealed when this many entries stand in its journal; a multiple of
 *     256
 * @param sealAge a book is sealed when its oldest journal entry is older
 * @param merging how small segments become large ones
 * @param memoryBytes budget of the query engine
 * @param background whether the store runs its own threads; without them the caller steps it by
 *     {@link Store#step}, as tests and one-shot commands do
 * @param clock the time
 * @param decoder reads one entry of a source into events; pure, safe for many threads
 * @param charsets in which charset a source writes, for the search for text; empty when unknown
 * @param version of this program, for manifests
 */
public record StoreOptions(
    Path data,
    Mode mode,
    String origin,
    Optional<Path> anchor,
    long reserveBytes,
    int sealEntries,
    Duration sealAge,
    MergeOptions merging,
    long memoryBytes,
    boolean background,
    InstantSource clock,
    Function<Arrival, List<AuditEvent>> decoder,
    Function<String, Optional<Charset>> charsets,
    String version) {

  /** What opening may do to the data directory. */
  public enum Mode {
    /** Open an existing store, or make a new one where there is nothing. */
    CREATE,
    /** Open an existing store; anything else is an error. */
    EXISTING,
    /** Read a copy: nothing is written, no lock is taken, looks stay unrecorded. */
    READ_ONLY
  }

  /** Seals cut at multiples of this many entries: one tile of level 0. */
  public static final int SEAL_MULTIPLE = 256;

  public StoreOptions {
    if (sealEntries < SEAL_MULTIPLE || sealEntries % SEAL_MULTIPLE != 0) {
      throw new IllegalArgumentException(
          "sealEntries is %d, not a positive multiple of 256".formatted(sealEntries));
    }
  }

  /** A builder with the defaults of a server. */
  public static Builder of(Path data, Function<Arrival, List<AuditEvent>> decoder) {
    return new Builder(data, decoder);
  }

  /** Collects options; each setter replaces a default. */
  public static final class Builder {
    private final Path data;
    private final Function<Arrival, List<AuditEvent>> decoder;
    private Mode mode = Mode.CREATE;
    private String origin = "akashi.invalid";
    private Optional<Path> anchor = Optional.empty();
    private long reserveBytes = 512L << 20;
    private int sealEntries = 262_144;
    private Duration sealAge = Duration.ofHours(24);
    private MergeOptions merging = MergeOptions.DEFAULT;
    private long memoryBytes = 512L << 20;
    private boolean background = true;
    private InstantSource clock = InstantSource.system();
    private Function<String, Optional<Charset>> charsets = source -> Optional.empty();
    private String version = "unknown";

    private Builder(Path data, Function<Arrival, List<AuditEvent>> decoder) {
      this.data = data;
      this.decoder = decoder;
    }

    public Builder mode(Mode value) {
      mode = value;
      return this;
    }

    public Builder origin(String value) {
      origin = value;
      return this;
    }

    public Builder anchor(Path value) {
      anchor = Optional.of(value);
      return this;
    }

    public Builder reserveBytes(long value) {
      reserveBytes = value;
      return this;
    }

    public Builder sealEntries(int value) {
      sealEntries = value;
      return this;
    }

    public Builder sealAge(Duration value) {
      sealAge = value;
      return this;
    }

    public Builder merging(MergeOptions value) {
      merging = value;
      return this;
    }

    public Builder memoryBytes(long value) {
      memoryBytes = value;
      return this;
    }

    /** False: no thread is started, the caller steps the store. */
    public Builder background(boolean value) {
      background = value;
      return this;
    }

    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /** Charsets by the source's id. */
    public Builder charsets(Function<String, Optional<Charset>> value) {
      charsets = value;
      return this;
    }

    public Builder version(String value) {
      version = value;
      return this;
    }

    public StoreOptions build() {
      return new StoreOptions(
          data,
          mode,
          origin,
          anchor,
          reserveBytes,
          sealEntries,
          sealAge,
          merging,
          memoryBytes,
          background,
          clock,
          decoder,
          charsets,
          version);
    }
  }
}
