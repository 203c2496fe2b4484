/** Measures what the house promises, beside the limits of the machine. Never shipped. */
@NullMarked
package io.akashi.bench;

import org.jspecify.annotations.NullMarked;
