/**
 * Proposes a mapping for a log that nobody has described yet: bytes in, proposal out. Headings and
 * values are two kinds of evidence; what they do not settle is said and left open.
 */
@NullMarked
package io.akashi.event.sniff;

import org.jspecify.annotations.NullMarked;
