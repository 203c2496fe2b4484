/**
 * The vocabulary every room speaks: what a message is when it arrives ({@link
 * io.akashi.event.Arrival}), what it says once it is understood ({@link
 * io.akashi.event.AuditEvent}), and the decoders between the two. Decoders are pure functions: no
 * clock, no disk, no network.
 */
@NullMarked
package io.akashi.event;

import org.jspecify.annotations.NullMarked;
