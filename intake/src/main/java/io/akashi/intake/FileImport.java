package io.akashi.intake;

import io.akashi.event.Arrival;
import io.akashi.event.Transport;
import io.akashi.intake.internal.listen.Stamp;
import io.akashi.intake.internal.records.FilePrefix;
import io.akashi.intake.internal.records.FileRecords;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Imports a file of any size as a stream, exactly once.
 *
 * <p>Every message carries the header keys {@code import} (which import) and {@code record} (its
 * number from 1). The same file gives the same records with the same numbers on every run, so the
 * log itself says how far an import came, also when a crash fell between "durable" and "position
 * kept": the caller asks the log for the highest {@code record} of the import and gives it to
 * {@link #run}.
 */
public final class FileImport {
  /** Header key: which import a message is of. */
  public static final String KEY_IMPORT = "import";

  /** Header key: the number of the message in its import, from 1. */
  public static final String KEY_RECORD = "record";

  private static final int MOST_RECORDS_IN_A_BATCH = 2_000;
  private static final int MOST_BYTES_IN_A_BATCH = 1 << 20;
  private static final int MOST_BATCHES_PENDING = 8;

  private record Pending(CompletableFuture<Receipt> receipt, ImportPosition behind) {}

  private final ImportOptions options;
  private final ArrivalSink sink;
  private final ImportListener listener;
  private final InstantSource clock;
  private final Deque<Pending> pending = new ArrayDeque<>();

  public FileImport(
      ImportOptions options, ArrivalSink sink, ImportListener listener, InstantSource clock) {
    this.options = options;
    this.sink = sink;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * The position before the first record. Its id depends on the source and the first 64 KiB of the
   * file alone, so it is the same after a crash that lost every note.
   *
   * @throws IOException when the file cannot be read
   */
  public static ImportPosition begin(ImportOptions options) throws IOException {
    FilePrefix prefix = FilePrefix.of(options.file(), FilePrefix.LENGTH);
    String id = FilePrefix.idOf(options.source().value(), prefix.sha256());
    return new ImportPosition(id, 0, 0, prefix.length(), prefix.sha256());
  }

  /**
   * Imports what lies behind {@code from}; returns when all of it is durable.
   *
   * @param from {@link #begin}, or the position kept last
   * @param lastRecordInLog highest {@code record} of this import that the log holds, 0 when none:
   *     records up to it are not handed over again
   * @return the position at the end of the file
   * @throws IOException when the file cannot be read to its end, or is no longer the file of {@code
   *     from}; the whole records before the place where it breaks off are durable
   * @throws ExecutionException when the log stopped; what became durable was told to the listener
   */
  public ImportPosition run(ImportPosition from, long lastRecordInLog)
      throws IOException, InterruptedException, ExecutionException {
    FilePrefix.of(options.file(), from.prefixBytes()).mustBe(from, options.file());
    try (FileRecords records = FileRecords.open(options, from.offset())) {
      long number = from.records();
      // Resuming inside a record that comes in pieces would number them anew.
      ImportPosition resumable = from;
      Batch batch = new Batch();
      while (next(records, batch, resumable, number)) {
        number++;
        if (!records.insideRecord()) {
          resumable = at(from, number, records.offset());
        }
        if (number > lastRecordInLog) {
          batch.add(arrival(records, from.importId(), number));
        }
        if (batch.isFull()) {
          hand(batch, resumable);
          listener.progress(records.fileBytesRead(), records.fileBytes(), number);
          batch = new Batch();
        }
      }
      finish(batch, resumable);
      ImportPosition last = at(from, number, records.offset());
      listener.durable(last);
      listener.progress(records.fileBytes(), records.fileBytes(), number);
      return last;
    }
  }

  /** The next record; where there is none because the file is broken, what was read is kept. */
  private boolean next(FileRecords records, Batch batch, ImportPosition resumable, long number)
      throws IOException, InterruptedException, ExecutionException {
    try {
      return records.next();
    } catch (IOException e) {
      finish(batch, resumable);
      throw new IOException(
          "「%1$s」は %2$d 件目のあとで途切れているか壊れています。そこまでは取り込みました。元のファイルを取り直して同じコマンドを実行してください / %1$s breaks off or is damaged behind record %2$d; what stands before is imported: get the file again and repeat the command (%3$s)"
              .formatted(options.file(), number, e.getMessage()),
          e);
    }
  }

  private void finish(Batch batch, ImportPosition behind)
      throws InterruptedException, ExecutionException {
    hand(batch, behind);
    while (!pending.isEmpty()) {
      awaitOldest();
    }
  }

  /** What is handed over together. */
  private static final class Batch {
    private final List<Arrival> arrivals = new ArrayList<>();
    private long bytes;

    void add(Arrival arrival) {
      arrivals.add(arrival);
      bytes += arrival.payload().length;
    }

    boolean isFull() {
      return arrivals.size() >= MOST_RECORDS_IN_A_BATCH || bytes >= MOST_BYTES_IN_A_BATCH;
    }
  }

  private static ImportPosition at(ImportPosition from, long records, long offset) {
    return new ImportPosition(
        from.importId(), records, offset, from.prefixBytes(), from.prefixSha256());
  }

  private Arrival arrival(FileRecords records, String importId, long number) {
    Map<String, String> keys = new LinkedHashMap<>(records.keys());
    keys.put(KEY_IMPORT, importId);
    keys.put(KEY_RECORD, Long.toString(number));
    return new Arrival(
        Stamp.micros(clock),
        options.source(),
        Transport.FILE,
        Arrival.NONE,
        framing(),
        keys,
        records.payload());
  }

  private String framing() {
    return switch (options.unit()) {
      case LINE -> Framing.LINES;
      case CSV_RECORD -> Framing.CSV;
      case XML_ELEMENT -> Framing.XML;
      case JSON_VALUE -> Framing.JSON;
      case EVTX_CHUNK -> Framing.EVTX;
    };
  }

  private void hand(Batch batch, ImportPosition behind)
      throws InterruptedException, ExecutionException {
    if (batch.arrivals.isEmpty()) {
      return;
    }
    while (pending.size() >= MOST_BATCHES_PENDING) {
      awaitOldest();
    }
    pending.add(new Pending(sink.accept(batch.arrivals), behind));
  }

  private void awaitOldest() throws InterruptedException, ExecutionException {
    Pending oldest = pending.removeFirst();
    oldest.receipt().get();
    listener.durable(oldest.behind());
  }
}
