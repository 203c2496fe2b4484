/** Connections of the TCP and TLS listener. */
@NullMarked
package io.akashi.intake.internal.tcp;

import org.jspecify.annotations.NullMarked;
