package io.akashi.server.internal.repeat;

import io.akashi.event.SourceId;
import io.akashi.intake.Offer;
import io.akashi.intake.Receipt;
import io.akashi.server.internal.web.Problem;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The batches that each source has handed in with a key in the last 24 hours, and those under way.
 * A copy of what the log says, in memory: lost with the process and read again by {@link
 * KeyRecall}. Safe for use by many threads.
 */
public final class KeyedBatches {
  /** How long a key is known, by the time of receipt. */
  static final Duration KEPT = Duration.ofHours(24);

  private static final long KEPT_MICROS = TimeUnit.SECONDS.toMicros(KEPT.toSeconds());

  /** Most keys; beyond it the source that has most of them loses its oldest. */
  public static final int MOST = 100_000;

  /** Times are microseconds since the epoch. */
  private record Batch(String digest, long receivedMicros, CompletableFuture<Receipt> receipt) {
    boolean isOlderThan24Hours(long nowMicros) {
      return nowMicros - receivedMicros > KEPT_MICROS;
    }
  }

  private final int most;

  // Guarded by this. Each source's batches in the order in which they came.
  private final Map<SourceId, SequencedMap<String, Batch>> sources = new HashMap<>();
  private int count;

  /**
   * None yet.
   *
   * @param most keys of all sources together
   */
  public KeyedBatches(int most) {
    this.most = most;
  }

  /**
   * Stores a batch, unless its key is known: then the answer is that of the batch that had the key
   * first, which may be still under way.
   *
   * @param nowMicros when it was received, microseconds since the epoch
   * @param store stores it; called at most once, without a lock
   * @return completes when the batch of the key is durable; exceptionally when it was not stored,
   *     and then the key is free again
   * @throws Problem 422 when the key came with another body
   */
  public CompletableFuture<Receipt> once(
      SourceId source, KeyMark mark, long nowMicros, Supplier<Offer> store) {
    Batch mine = new Batch(mark.digest(), nowMicros, new CompletableFuture<>());
    Batch first = enter(source, mark.key(), mine);
    if (first != null) {
      if (!first.digest().equals(mark.digest())) {
        throw new Problem(
            422,
            "この Idempotency-Key は別の本文で使われています。新しいキーで送ってください。 / this Idempotency-Key was used with another body;"
                + " send this one with a new key");
      }
      return first.receipt();
    }
    Runnable forget = () -> forget(source, mark.key(), mine);
    try {
      switch (store.get()) {
        case Offer.Taken taken -> {
          var _ =
              taken
                  .receipt()
                  .whenComplete((receipt, failure) -> settle(mine, forget, receipt, failure));
        }
        case Offer.Pushback pushback -> settle(mine, forget, null, pushedBack(pushback));
      }
    } catch (RuntimeException e) {
      settle(mine, forget, null, e);
    }
    return mine.receipt();
  }

  // The key is free before anybody hears of the failure, so that whoever tries again can succeed.
  private static void settle(
      Batch batch, Runnable forget, @Nullable Receipt receipt, @Nullable Throwable failure) {
    if (receipt != null) {
      batch.receipt().complete(receipt);
    } else {
      forget.run();
      batch
          .receipt()
          .completeExceptionally(
              failure == null ? new IllegalStateException("no receipt") : failure);
    }
  }

  /** What a sender is told that has to come back. */
  public static Problem pushedBack(Offer.Pushback pushback) {
    long seconds = Math.max(1, pushback.retryAfter().toSeconds());
    return new Problem(503, pushback.reason()).with("Retry-After", Long.toString(seconds));
  }

  /** Takes over what the log says; a later batch with the same key takes the place of the first. */
  void recall(SourceId source, KeyMark mark, long receivedMicros, Receipt receipt) {
    Batch batch =
        new Batch(mark.digest(), receivedMicros, CompletableFuture.completedFuture(receipt));
    synchronized (this) {
      put(source, mark.key(), batch);
    }
  }

  /** The batch that has the key; null when it is now that of {@code mine}. */
  private synchronized @Nullable Batch enter(SourceId source, IdempotencyKey key, Batch mine) {
    long now = mine.receivedMicros();
    for (SequencedMap<String, Batch> each : sources.values()) {
      while (!each.isEmpty() && each.firstEntry().getValue().isOlderThan24Hours(now)) {
        forgetOldest(each);
      }
    }
    SequencedMap<String, Batch> batches = sources.get(source);
    Batch known = batches == null ? null : batches.get(key.value());
    // Where the clock stepped, old ones lie behind younger ones.
    if (known != null && !known.isOlderThan24Hours(now)) {
      return known;
    }
    put(source, key, mine);
    return null;
  }

  private void put(SourceId source, IdempotencyKey key, Batch batch) {
    SequencedMap<String, Batch> batches =
        sources.computeIfAbsent(source, id -> new LinkedHashMap<>());
    if (batches.putLast(key.value(), batch) == null) {
      count++;
    }
    if (count > most) {
      // So that a source which floods us costs no other its keys.
      sources.values().stream()
          .max(Comparator.comparingInt(Map::size))
          .ifPresent(this::forgetOldest);
    }
  }

  private void forgetOldest(SequencedMap<String, Batch> batches) {
    if (batches.pollFirstEntry() != null) {
      count--;
    }
  }

  private synchronized void forget(SourceId source, IdempotencyKey key, Batch batch) {
    SequencedMap<String, Batch> batches = sources.get(source);
    if (batches != null && batches.remove(key.value(), batch)) {
      count--;
    }
  }
}
