/** How comparisons are read. */
package io.akashi.reconcile.internal;
