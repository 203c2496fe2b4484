package io.akashi.hospital;

import java.time.LocalDateTime;

/**
 * One message as a product writes it: a syslog message with its header but without a frame, a line
 * or record of a file without its line end, or one JSON object. It gives one event.
 *
 * @param system who writes it
 * @param at when it is written, in the hospital's zone; what the text says may differ by {@link
 *     Fault#CLOCK}
 * @param octets the bytes; not to be changed
 * @param fault what is wrong with it
 */
public record Message(LogSystem system, LocalDateTime at, byte[] octets, Fault fault) {}
