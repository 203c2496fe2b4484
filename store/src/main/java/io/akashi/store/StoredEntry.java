package io.akashi.store;

/**
 * One entry as it stands in its book.
 *
 * @param book the book
 * @param index its index in the book, from 0
 * @param octets the whole entry, header LF payload: the leaf of the tree. Of a digested entry only
 *     header LF
 * @param payload the exact bytes received, of a digested entry read from beside the book
 */
public record StoredEntry(Book book, long index, byte[] octets, byte[] payload) {}
