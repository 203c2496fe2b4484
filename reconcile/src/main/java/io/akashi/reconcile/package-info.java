/** Where the registers and the log differ: comparisons, findings and what became of them. */
@NullMarked
package io.akashi.reconcile;

import org.jspecify.annotations.NullMarked;
