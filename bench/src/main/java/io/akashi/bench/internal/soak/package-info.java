/** A long run of the real server under load, killed and disturbed at random, and its report. */
@NullMarked
package io.akashi.bench.internal.soak;

import org.jspecify.annotations.NullMarked;
