package io.akashi.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one row.
 *
 * @param index of its entry in the book {@code register}
 * @param folded index of the commit entry by which it took effect
 * @param at when its commit was received
 * @param by who made it
 * @param before the row before, null when it was added
 * @param after the row after, null when it was closed
 * @param reason as it was typed, maybe empty
 * @param approver who approved it, or null
 * @param batch the batch it belongs to
 */
public record Change<R extends Record>(
    long index,
    long folded,
    Instant at,
    String by,
    @Nullable R before,
    @Nullable R after,
    String reason,
    @Nullable String approver,
    String batch) {}
