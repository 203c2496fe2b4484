package io.akashi.bench.internal.house;

/**
 * How far the house was at one moment.
 *
 * @param seconds since the watch began
 * @param durable entries of the book {@code clinical} on disk
 * @param searchable of these, entries that a search finds
 * @param signed of these, entries under a published checkpoint
 * @param sealed of these, entries in segments
 */
public record Progress(double seconds, long durable, long searchable, long signed, long sealed) {}
