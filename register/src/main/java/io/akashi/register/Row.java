package io.akashi.register;

import java.time.Instant;

/**
 * One row of a register as it stood in a state.
 *
 * @param value what it says
 * @param version index of the entry in the book {@code register} that last changed it
 * @param changedAt when that entry was received
 * @param by who changed it
 */
public record Row<R extends Record>(R value, long version, Instant changedAt, String by) {}
