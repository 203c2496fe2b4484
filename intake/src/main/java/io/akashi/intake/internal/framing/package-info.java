/**
 * Takes messages out of a TCP or TLS stream, whatever the sender got wrong. Pure: no clock, no
 * socket, no threads. The rules are in docs/formats/framing.md.
 */
@NullMarked
package io.akashi.intake.internal.framing;

import org.jspecify.annotations.NullMarked;
