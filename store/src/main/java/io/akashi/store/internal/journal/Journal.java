package io.akashi.store.internal.journal;

import io.akashi.store.DiskFullException;
import io.akashi.store.IndexRange;
import io.akashi.store.StoreHaltedException;
import io.akashi.store.internal.disk.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the entries of a book become durable and get their index ({@code docs/formats/journal.md}).
 *
 * <p>{@link #submit} hands a batch over; {@link #commit}, called by a {@link JournalWriter} or by
 * hand, makes everything handed over durable with one write and one sync, tells the listeners, and
 * then completes the futures. A future that completed normally is the promise: its entries survive
 * a power cut, in order, byte by byte. Entries of one batch stay together.
 *
 * <p>Safe for use by many threads. After a failed sync, or a write that failed for another reason
 * than a full disk, the journal halts: everything pending and everything later fails with {@link
 * StoreHaltedException}.
 */
public final class Journal implements Closeable {
  private final Disk disk;
  private final Path folder;
  private final JournalOptions options;
  private final Recovery recovery;
  private final JournalQueue queue;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

  // Held by the committing thread and by forget; guards active, buffer, receiptAt.
  private final ReentrantLock files = new ReentrantLock();
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private Optional<ActiveFile> active;
  private long receiptAt = -1;

  // Written under `files` after the sync; readers see nothing that is not durable.
  private volatile JournalState state;
  private volatile boolean full;

  private Journal(
      Disk disk, Path folder, JournalOptions options, JournalOpening opening, boolean full) {
    this.disk = disk;
    this.folder = folder;
    this.options = options;
    this.recovery = opening.recovery();
    this.state = opening.state();
    this.active = opening.active();
    this.queue = new JournalQueue(options.maxPendingBytes());
    this.full = full;
  }

  /**
   * Opens the journal in {@code folder}, which is made with its first file, and recovers it: reads
   * the last file wholly, makes durable what counts, and never changes a byte that may have been
   * acknowledged. Damage stops nothing; it is named in {@link #recovery} or by the cursor that
   * meets it.
   *
   * @param sealedEnd index below which entries are safe in segments
   * @param signedSize size of the signed head: everything below was acknowledged
   * @throws IOException when the files cannot be read or synced
   */
  public static Journal open(
      Disk disk, Path folder, long sealedEnd, long signedSize, JournalOptions options)
      throws IOException {
    JournalOpening opening = JournalOpening.of(disk, folder, sealedEnd, signedSize);
    boolean full = disk.usableSpace(folder) < options.reserveBytes();
    return new Journal(disk, folder, options, opening, full);
  }

  /**
   * Stands for a journal that cannot be opened: entries are known to have been there, none can be
   * read, and none is taken.
   *
   * @param end index behind the last entry that is known
   * @param why as a clause
   */
  public static Journal lost(Disk disk, Path folder, long end, String why) {
    JournalOpening nothing =
        new JournalOpening(
            new JournalState(List.of(), end, 0),
            new Recovery(List.of(), Optional.empty()),
            Optional.empty());
    Journal journal = new Journal(disk, folder, JournalOptions.defaults(), nothing, false);
    journal.queue.halt(new IOException(why));
    return journal;
  }

  /** What opening found. */
  public Recovery recovery() {
    return recovery;
  }

  /** Hears of every later commit; register before the first submit. */
  public void addListener(CommitListener listener) {
    listeners.add(listener);
  }

  /**
   * Hands a batch over, waiting while too much is pending. An empty batch completes at once.
   *
   * @return completes after the sync with the range of the batch's entries; fails with {@link
   *     DiskFullException} when there was no room for this batch, or {@link StoreHaltedException}
   * @throws DiskFullException while there is less room than the reserve
   * @throws StoreHaltedException when the journal has halted
   */
  public CompletableFuture<IndexRange> submit(EntryBatch batch)
      throws InterruptedException, DiskFullException {
    return submit(batch, false);
  }

  /**
   * Like {@link #submit}, but a batch for which there turns out to be no room keeps its place, in
   * front of all later ones, until there is: for messages whose sender will not send them again.
   *
   * @return completes after the sync; fails with {@link StoreHaltedException} alone
   */
  public CompletableFuture<IndexRange> submitToStay(EntryBatch batch)
      throws InterruptedException, DiskFullException {
    return submit(batch, true);
  }

  private CompletableFuture<IndexRange> submit(EntryBatch batch, boolean stays)
      throws InterruptedException, DiskFullException {
    if (batch.isEmpty()) {
      return CompletableFuture.completedFuture(new IndexRange(durableEnd(), 0));
    }
    checkRoom();
    return queue.submit(batch, stays);
  }

  /** Like {@link #submit}, but empty instead of waiting when too much is pending. */
  public Optional<CompletableFuture<IndexRange>> offer(EntryBatch batch) throws DiskFullException {
    if (batch.isEmpty()) {
      return Optional.of(CompletableFuture.completedFuture(new IndexRange(durableEnd(), 0)));
    }
    checkRoom();
    return queue.offer(batch);
  }

  /** Looks again while it is full, so that the journal goes on by itself. */
  private void checkRoom() throws DiskFullException {
    if (!full) {
      return;
    }
    full = isBelowReserve();
    if (full) {
      throw new DiskFullException(
          ("空き容量が予備 %d バイトを下回ったため受け付けません。空きを作ると自動で再開します。 / Not accepting: less than the reserve of"
                  + " %d bytes is free; make room and it goes on by itself.")
              .formatted(options.reserveBytes(), options.reserveBytes()));
    }
  }

  private boolean isBelowReserve() {
    try {
      return disk.usableSpace(folder) < options.reserveBytes();
    } catch (IOException e) {
      throw halt(e);
    }
  }

  /** Whether the journal refuses for want of room, as far as it knows. */
  public boolean isFull() {
    return full;
  }

  /**
   * Makes everything pending durable as one group, tells the listeners, completes the futures. When
   * there is no room what was submitted to stay is pending again.
   *
   * @return how many entries became durable; 0 when nothing was pending or there was no room
   * @throws StoreHaltedException when the journal has halted, now or before
   */
  public int commit() {
    files.lock();
    try {
      queue.checkRunning();
      List<JournalQueue.Pending> pending = queue.take();
      if (pending.isEmpty()) {
        full = isBelowReserve();
        return 0;
      }
      try {
        write(pending);
      } catch (DiskFullException e) {
        full = true;
        refuse(pending, e);
        return 0;
      } catch (IOException | RuntimeException e) {
        StoreHaltedException halted = halt(e);
        fail(pending, halted);
        throw halted;
      }
      queue.finish(pending);
      int count = acknowledge(pending);
      full = isBelowReserve();
      return count;
    } finally {
      files.unlock();
    }
  }

  private void write(List<JournalQueue.Pending> pending) throws IOException {
    List<EntryBatch> batches = new ArrayList<>(pending.size());
    long end = state.end();
    long bytes = 0;
    for (JournalQueue.Pending each : pending) {
      batches.add(each.batch());
      bytes += each.batch().frameBytes();
    }
    buffer = ActiveFile.buffer(buffer, bytes);
    ActiveFile target = target(end);
    target.append(end, batches, buffer);
    long first = end;
    for (EntryBatch batch : batches) {
      end += batch.count();
    }
    // Commit point. What comes before is repaired at open; from here on readers see the entries.
    state = state.appended(target.file(), end, target.position());
    for (EntryBatch batch : batches) {
      for (CommitListener listener : listeners) {
        listener.committed(first, batch);
      }
      first += batch.count();
    }
  }

  private ActiveFile target(long end) throws IOException {
    if (active.isPresent() && !active.get().isFull(options)) {
      return active.get();
    }
    if (!disk.exists(folder)) {
      disk.createDirectories(folder);
    }
    if (active.isPresent()) {
      // Without the receipt nothing would be lost: the next file's name says the same.
      active.get().close();
      active = Optional.empty();
    }
    var file = new JournalFile(folder.resolve(JournalFormat.fileName(end)), end);
    ActiveFile created = ActiveFile.create(disk, file, options.salts().getAsLong());
    active = Optional.of(created);
    return created;
  }

  private int acknowledge(List<JournalQueue.Pending> pending) {
    int total = 0;
    for (JournalQueue.Pending each : pending) {
      total += each.batch().count();
    }
    long first = state.end() - total;
    for (JournalQueue.Pending each : pending) {
      each.future().complete(new IndexRange(first, each.batch().count()));
      first += each.batch().count();
    }
    return total;
  }

  /** Nothing of the group is on the disk: who can send again is told, others keep their place. */
  private void refuse(List<JournalQueue.Pending> pending, DiskFullException cause) {
    queue.putBack(pending.stream().filter(JournalQueue.Pending::stays).toList());
    List<JournalQueue.Pending> refused = pending.stream().filter(each -> !each.stays()).toList();
    queue.finish(refused);
    fail(refused, cause);
  }

  private static void fail(List<JournalQueue.Pending> pending, Exception cause) {
    for (JournalQueue.Pending each : pending) {
      each.future().completeExceptionally(cause);
    }
  }

  private StoreHaltedException halt(Exception cause) {
    return queue.halt(cause);
  }

  /**
   * Waits until something is pending, the journal halts, or the time is over.
   *
   * @return whether something is pending
   */
  boolean awaitPending(long timeout, TimeUnit unit) throws InterruptedException {
    return queue.awaitPending(timeout, unit);
  }

  /** Waits before the next try when there was no room, or less when {@link #nudge} ends it. */
  void pause(long millis) throws InterruptedException {
    queue.pause(millis);
  }

  /** Ends the present or the next {@link #awaitPending} or {@link #pause} at once. */
  void nudge() {
    queue.nudge();
  }

  /**
   * Called when nothing is pending. Looks for room again, for a journal into which nobody writes
   * hears of it in no other way; and writes the receipt.
   */
  void rest() {
    full = full && isBelowReserve();
    receipt();
  }

  /**
   * Writes, when it is not yet there, that everything up to the durable end is durable: from then
   * on a flipped bit in the last group is known to be damage.
   */
  private void receipt() {
    files.lock();
    try {
      queue.checkRunning();
      if (active.isPresent() && receiptAt != state.end() && active.get().position() > 0) {
        active.get().receipt(state.end());
        receiptAt = state.end();
      }
    } catch (IOException e) {
      throw halt(e);
    } finally {
      files.unlock();
    }
  }

  /** Index behind the last durable entry. */
  public long durableEnd() {
    return state.end();
  }

  /** Index of the first entry the journal holds; {@link #durableEnd} when it holds none. */
  public long first() {
    return state.first();
  }

  /**
   * A cursor over durable entries from that index on; usable while appending goes on.
   *
   * @param from from {@link #first} on; earlier ones come as {@link JournalCursor.Step#FORGOTTEN}
   */
  public JournalCursor read(long from) {
    return new JournalCursor(disk, () -> state, from, JournalCursor.BLOCK);
  }

  /**
   * Reads what a cursor does not: the header of every file, and entries that are in segments too.
   *
   * @param end index of the first entry that is left to a cursor
   * @return what is not as it was written
   */
  public List<Damage> check(long end) throws IOException {
    return new FileCheck(disk, () -> state).below(end);
  }

  /** The bytes of one durable entry; empty when it is damaged or not in the journal. */
  public Optional<byte[]> entry(long index) throws IOException {
    if (index < first() || index >= durableEnd()) {
      return Optional.empty();
    }
    try (var cursor = new JournalCursor(disk, () -> state, index, JournalCursor.SMALL_BLOCK)) {
      return cursor.next() == JournalCursor.Step.ENTRY && cursor.index() == index
          ? Optional.of(cursor.entry())
          : Optional.empty();
    }
  }

  /**
   * Deletes the files that hold nothing from {@code below} on; never the last one. Durable on
   * return. A crash may bring deleted files back, never take others away.
   */
  public void forget(long below) throws IOException {
    files.lock();
    try {
      queue.checkRunning();
      List<JournalFile> gone = state.wholly(below);
      if (gone.isEmpty()) {
        return;
      }
      // Readers first: none opens a file that is about to go.
      state = state.without(gone);
      for (JournalFile file : gone) {
        disk.delete(file.path());
      }
      disk.syncDirectory(folder);
    } finally {
      files.unlock();
    }
  }

  /** Commits what is pending, writes and syncs the receipt, and closes; later submits fail. */
  @Override
  public void close() throws IOException {
    files.lock();
    try {
      if (!queue.isHalted()) {
        commit();
        receipt();
        if (active.isPresent()) {
          active.get().sync();
        }
        queue.halt(new IOException("the journal was closed"));
      }
    } finally {
      if (active.isPresent()) {
        active.get().close();
        active = Optional.empty();
      }
      files.unlock();
    }
  }
}
