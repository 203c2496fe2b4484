package io.akashi.store.internal.book;

import io.akashi.tlog.Checkpoint;
import java.time.Instant;
import java.util.Optional;

/**
 * A checkpoint that the world may see: it is in the head store.
 *
 * @param checkpoint what it says
 * @param note the signed note, as it is stored and served
 * @param at when it was made; empty when in an earlier run
 */
public record Published(Checkpoint checkpoint, String note, Optional<Instant> at) {}
