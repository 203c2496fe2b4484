/** How comparisons are read and computed. */
@NullMarked
package io.akashi.reconcile.internal;

import org.jspecify.annotations.NullMarked;
