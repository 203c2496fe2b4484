/** Believable log lines, the same for a seed on every machine. */
@NullMarked
package io.akashi.bench.internal.corpus;

import org.jspecify.annotations.NullMarked;
