/** Datagrams, and how many of them the kernel threw away. */
@NullMarked
package io.akashi.intake.internal.udp;

import org.jspecify.annotations.NullMarked;
