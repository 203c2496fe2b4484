/** The akashi command. */
@NullMarked
package io.akashi.cli;

import org.jspecify.annotations.NullMarked;
