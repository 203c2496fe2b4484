package io.akashi.store;

/**
 * Everything an outsider needs to check one entry.
 *
 * @param entry the entry
 * @param proof text of the {@code .tlog-proof} file, both steps (docs/formats/proof.md)
 * @param bookKey verifier key of the entry's book
 * @param rootKey verifier key of the book {@code root}
 */
public record EntryProof(StoredEntry entry, String proof, String bookKey, String rootKey) {}
