/**
 * How a command meets its surroundings: the terminal, the data directory, an open store, and how it
 * ends.
 */
@NullMarked
package io.akashi.cli.internal.run;

import org.jspecify.annotations.NullMarked;
