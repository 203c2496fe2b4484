package io.akashi.store;

/**
 * A place where the store is not what it was.
 *
 * @param book the book
 * @param from first index that may be affected
 * @param to end of the affected range, exclusive; equal to {@code from} when no entry is affected
 * @param place segment, journal file, head or other file, relative to the data directory
 * @param what one sentence: what was found there
 */
public record Damage(Book book, long from, long to, String place, String what) {}
