/** The duties, the answers that are computed to them, and the answers that people sign. */
@NullMarked
package io.akashi.evidence;

import org.jspecify.annotations.NullMarked;
