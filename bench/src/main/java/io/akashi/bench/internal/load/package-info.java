/** Senders of log lines, always over loopback, always bounded in count and time. */
@NullMarked
package io.akashi.bench.internal.load;

import org.jspecify.annotations.NullMarked;
