package io.akashi.store.internal.search;

/**
 * A part of a book that one relation can read.
 *
 * @param book the book
 * @param relation SELECT that gives all columns of the vocabulary
 * @param firstMicros earliest {@code occurred_at} in it
 * @param lastMicros latest {@code occurred_at} in it
 */
record Source(String book, String relation, long firstMicros, long lastMicros) {}
