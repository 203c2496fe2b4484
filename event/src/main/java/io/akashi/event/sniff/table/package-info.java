/** Takes the beginning of an unknown file apart: charset, shape of the rows, heading line. */
@NullMarked
package io.akashi.event.sniff.table;

import org.jspecify.annotations.NullMarked;
