/** Comparisons of registers with the log. */
package io.akashi.reconcile;
