/** Files of tables as lines of cells. */
@NullMarked
package io.akashi.register.internal.table;

import org.jspecify.annotations.NullMarked;
