/** Compares what a log keeps with what was sent to it and what it acknowledged. Pure. */
@NullMarked
package io.akashi.bench.internal.soak.kept;

import org.jspecify.annotations.NullMarked;
