/**
 * The registers (台帳): what ought to be. Declared as records, changed by entries of the book {@code
 * register}, held as the fold over those entries.
 */
@NullMarked
package io.akashi.register;

import org.jspecify.annotations.NullMarked;
