/** From entries to rows. */
@NullMarked
package io.akashi.register.internal.fold;

import org.jspecify.annotations.NullMarked;
