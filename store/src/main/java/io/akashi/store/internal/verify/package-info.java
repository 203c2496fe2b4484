/** Reads everything again and names what is not as it was. */
@NullMarked
package io.akashi.store.internal.verify;

import org.jspecify.annotations.NullMarked;
