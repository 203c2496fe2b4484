package io.akashi.store;

import java.util.Optional;

/**
 * One entry as it stands in its book.
 *
 * @param book the book
 * @param index its index in the book, from 0
 * @param octets the whole entry, header LF payload: the leaf of the tree. Of a digested entry only
 *     header LF
 * @param payload the exact bytes received, of a digested entry read from beside the book
 * @param doubt why it is not known to be the entry that was signed, a sentence in Japanese and
 *     English; empty when the newest signed checkpoint says that it is
 */
public record StoredEntry(
    Book book, long index, byte[] octets, byte[] payload, Optional<String> doubt) {}
