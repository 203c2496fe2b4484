package io.akashi.server.internal.page.exports;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.server.export.EventFile;
import io.akashi.server.export.EvidencePackage;
import io.akashi.server.export.ExportFormat;
import io.akashi.server.export.PackedFolder;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.Look;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes exports one after the other, and keeps them for a day, over a restart too: a finished one
 * is still there, one that was cut short says so. Who made an export stands in {@code house}. Safe
 * for use by many threads.
 */
public final class ExportDesk implements AutoCloseable {
  static final Duration KEPT = Duration.ofDays(1);
  static final int MOST_OF_ONE = 5;

  private static final Logger LOG = System.getLogger(ExportDesk.class.getName());
  private static final int PAGE = 5_000;

  /** So many bytes above the reserve of the disk are left to what comes in. */
  private static final long LEFT = 256L << 20;

  private final Store store;
  private final InstantSource clock;
  private final ZoneId zone;
  private final ExportNotes notes;
  private final LongSupplier room;
  private final Predicate<Look> entitled;
  private final Map<String, Export> exports = new ConcurrentHashMap<>();
  private final Future<?> forgetting;
  private final ScheduledExecutorService maker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("akashi-exports").daemon().factory());

  /**
   * @param entitled whether somebody has the rights still with which they asked
   */
  ExportDesk(Store store, InstantSource clock, ZoneId zone, Predicate<Look> entitled) {
    this(store, clock, zone, entitled, () -> store.data().toFile().getUsableSpace());
  }

  /**
   * @param room usable bytes of the disk
   */
  ExportDesk(
      Store store, InstantSource clock, ZoneId zone, Predicate<Look> entitled, LongSupplier room) {
    this.room = room;
    this.entitled = entitled;
    this.store = store;
    this.clock = clock;
    this.zone = zone;
    this.notes = new ExportNotes(store.data().resolve("derived").resolve("exports"), zone);
    try {
      notes.read().forEach(each -> exports.put(each.id(), each));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Their day ends whether or not anybody asks.
    this.forgetting = maker.scheduleWithFixedDelay(this::forgetOld, 0, 1, TimeUnit.HOURS);
  }

  /**
   * Begins an export; the look is recorded now, and that it is an export too.
   *
   * @param filters what is asked for
   * @param conditions the same as the log of Akashi names it
   * @throws Problem 429 while the same person has too many under way
   * @throws StoreException when it cannot be recorded; then nothing is made
   */
  Export begin(Look look, Filters filters, String conditions, ExportFormat format)
      throws StoreException {
    Query query = filters.query();
    forgetOld();
    long underWay =
        exports.values().stream()
            .filter(each -> each.by().equals(look.user()) && each.isUnderWay())
            .count();
    if (underWay >= MOST_OF_ONE) {
      throw new Problem(
          429,
          "作成中の書き出しが多すぎます。終わるのを待つか取り消してください。 / too many exports are under way: wait or cancel one");
    }
    Export export =
        new Export(
            UUID.randomUUID().toString(),
            look,
            format,
            conditions,
            filters,
            clock.instant(),
            notes.folder());
    store.house(event(look, export, "C"));
    exports.put(export.id(), export);
    note(export);
    maker.execute(() -> make(export, look, query));
    return export;
  }

  /** Ends one that waits or runs. */
  void cancel(Export export) {
    export.cancel();
    note(export);
  }

  /** Writes that the file leaves the house; durable when it returns. */
  void fetched(Look look, Export export) throws StoreException {
    store.house(event(look, export, "R"));
  }

  private AuditEvent event(Look look, Export export, String action) {
    return AuditEvent.builder()
        .set(Column.KIND, Kind.EXPORT.id())
        .set(Column.ACTION, action)
        .set(Column.OCCURRED_AT, clock.instant())
        .set(Column.TIME_QUALITY, "stated:Z")
        .set(Column.USER_ID, look.user())
        .set(Column.USER_ROLE, look.role())
        .set(Column.TERMINAL, look.terminal())
        .set(Column.OBJECT_TYPE, "export")
        .set(Column.OBJECT_ID, export.id())
        .set(Column.OBJECT_NAME, export.format().id())
        .set(Column.MESSAGE, export.conditions())
        .set(Column.PROGRAM, "akashi " + look.via())
        .build();
  }

  private void make(Export export, Look look, Query query) {
    if (!export.begin()) {
      return;
    }
    try {
      requireRight(look);
      notes.open();
      if (export.format() == ExportFormat.PACKAGE) {
        packed(export, look, query);
      } else {
        table(export, look, query);
      }
      requireRight(look);
      export.done();
    } catch (CancellationException e) {
      LOG.log(Level.DEBUG, "cancelled", e);
    } catch (IOException | StoreException | RuntimeException e) {
      LOG.log(Level.ERROR, "an export failed", e);
      export.failed(String.valueOf(e.getMessage()));
    }
    if (export.whole().isEmpty()) {
      delete(export.file());
    }
    note(export);
  }

  /** Without its note an export is as good until the next start. */
  private void note(Export export) {
    synchronized (export) {
      try {
        notes.write(export);
      } catch (IOException e) {
        LOG.log(Level.ERROR, "the note of an export could not be written: " + export.id(), e);
      }
    }
  }

  private void table(Export export, Look look, Query query) throws IOException, StoreException {
    long least = store.status().reserveBytes() + LEFT;
    View view = store.view(look, query.ordered(query.sort(), query.descending(), PAGE));
    long events = 0;
    try (EventFile file = EventFile.begin(export.format(), export.file(), zone)) {
      @Nullable String token = null;
      do {
        Page page = view.page(token);
        for (AuditEvent event : page.rows()) {
          file.add(event);
          events++;
        }
        export.progress(events, file.lacking());
        requireRight(look);
        requireRoom(least);
        token = page.next();
      } while (token != null);
    }
  }

  private void packed(Export export, Look look, Query query) throws IOException, StoreException {
    long least = store.status().reserveBytes() + LEFT;
    Path parts = notes.folder().resolve(export.id());
    try {
      EvidencePackage.write(
          store,
          look,
          query,
          parts,
          entries -> {
            export.progress(entries, 0);
            requireRight(look);
            requireRoom(least);
          });
      PackedFolder.pack(parts, export.file());
    } finally {
      PackedFolder.delete(parts);
    }
  }

  /** Who may see less than when they asked gets nothing of it. */
  private void requireRight(Look look) {
    if (!entitled.test(look)) {
      throw new Problem(
          403,
          "作成中に権限または閲覧範囲が変わったため、書き出しを中止しました。必要なら今の権限で作り直してください。 / stopped, for rights or scope changed"
              + " meanwhile: make it again with those of now, if it is needed");
    }
  }

  /** The log comes first: below the reserve of the disk nothing more would be taken. */
  private void requireRoom(long least) {
    if (room.getAsLong() < least) {
      throw new Problem(
          503,
          "ディスクの空きが少ないため書き出しを中止しました。期間を短くするか、空きを作ってください。 / stopped, for the disk has little room:"
              + " choose a shorter time, or make room");
    }
  }

  /** Exports of a person, the newest first. */
  List<Export> of(Look look) {
    forgetOld();
    return exports.values().stream()
        .filter(export -> export.isOf(look))
        .sorted(Comparator.comparing(Export::begun).reversed())
        .toList();
  }

  /** An export of a person. */
  Optional<Export> find(Look look, String id) {
    return Optional.ofNullable(exports.get(id)).filter(export -> export.isOf(look));
  }

  private void forgetOld() {
    Instant since = clock.instant().minus(KEPT);
    exports
        .values()
        .removeIf(export -> {
          boolean old = export.begun().isBefore(since) && !export.isUnderWay();
          return old && forget(export);
        });
  }

  private boolean forget(Export export) {
    try {
      notes.delete(export);
      return true;
    } catch (IOException e) {
      LOG.log(Level.ERROR, "an export could not be deleted: " + export.file(), e);
      return false;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "an export could not be deleted: " + file, e);
    }
  }

  /** Ends what is under way; the next start tells whose it was. */
  @Override
  public void close() {
    exports.values().forEach(Export::interrupt);
    forgetting.cancel(false);
    maker.shutdown();
  }
}
