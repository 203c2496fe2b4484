/**
 * The regular review of the access log (source 2, 17 ① and 17.1): approved thresholds pick what a
 * person reads, and remarks, signatures and confirmations are entries of the book {@code house}.
 */
@NullMarked
package io.akashi.reconcile.review;

import org.jspecify.annotations.NullMarked;
