/** Times as senders write them, without allocation on the hot path. */
@NullMarked
package io.akashi.event.internal.time;

import org.jspecify.annotations.NullMarked;
