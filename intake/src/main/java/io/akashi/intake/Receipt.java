package io.akashi.intake;

/**
 * Says where messages lie, durably, in the log.
 *
 * @param book name of the book
 * @param first index of the first message in the book, from 0
 * @param count how many messages, in order from {@code first}
 */
public record Receipt(String book, long first, long count) {}
