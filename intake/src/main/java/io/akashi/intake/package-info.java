/** Takes messages off the wire and out of their frames, and hands them on byte for byte. */
@NullMarked
package io.akashi.intake;

import org.jspecify.annotations.NullMarked;
