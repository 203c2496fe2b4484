package io.akashi.bench.internal.soak.kept;

/**
 * Something that must never be.
 *
 * @param what one sentence, Japanese and English, with book, index and stream
 */
public record Violation(String what) {}
