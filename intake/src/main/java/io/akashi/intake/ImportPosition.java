package io.akashi.intake;

/**
 * How far the import of one file has become durable. The caller keeps the newest one; a run that
 * gets it back goes on behind it.
 *
 * @param importId names the import, see {@link FileImport#begin}; the header key {@code import}
 * @param records messages that are durable: those whose number, a header key, is not higher
 * @param offset bytes of the file, after decompression, that are durable
 * @param prefixBytes how many bytes of the file {@code prefixSha256} covers
 * @param prefixSha256 SHA-256 of the first bytes of the file: whether it still is the same file
 */
public record ImportPosition(
    String importId, long records, long offset, int prefixBytes, String prefixSha256) {}
