/** How a system's log is screened for its review. */
package io.akashi.reconcile.review;
