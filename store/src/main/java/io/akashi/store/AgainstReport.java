package io.akashi.store;

/**
 * The answer to "is this still the log that once signed this checkpoint?"
 *
 * @param book the book whose origin the checkpoint names
 * @param size size the checkpoint signs
 * @param consistent whether the entries up to that size still have the signed root
 * @param sentence what was found, for a person
 */
public record AgainstReport(Book book, long size, boolean consistent, String sentence) {}
