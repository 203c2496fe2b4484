/** Addresses of senders: how they are written and which of them a range holds. */
@NullMarked
package io.akashi.intake.internal.net;

import org.jspecify.annotations.NullMarked;
