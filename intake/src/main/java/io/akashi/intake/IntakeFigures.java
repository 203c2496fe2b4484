package io.akashi.intake;

import java.util.Map;

/**
 * Counters of one listener since it was opened, all growing but {@code openConnections}.
 *
 * @param listener name of the listener
 * @param openConnections connections open now
 * @param connections connections accepted
 * @param brokenConnections connections that ended by an error instead of by their sender
 * @param refusedConnections connections closed because too many were open
 * @param messages messages handed to the log
 * @param bytes payload bytes of these
 * @param kernelDrops datagrams the kernel threw away because we did not read fast enough
 * @param handshakeFailures TLS handshakes that failed, refused certificates not included
 * @param refusedCertificates client certificates refused
 * @param sinkFailures batches the log did not make durable
 * @param framings messages by framing label
 * @param repairs messages whose frame had to be repaired, by framing label
 */
public record IntakeFigures(
    String listener,
    long openConnections,
    long connections,
    long brokenConnections,
    long refusedConnections,
    long messages,
    long bytes,
    long kernelDrops,
    long handshakeFailures,
    long refusedCertificates,
    long sinkFailures,
    Map<String, Long> framings,
    Map<String, Long> repairs) {}
