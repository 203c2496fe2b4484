/**
 * Answers questions: rows that are not sealed yet, and segments, as if they were one table. Paging
 * stays stable while rows arrive and while they move from the one to the other.
 */
@NullMarked
package io.akashi.store.internal.search;

import org.jspecify.annotations.NullMarked;
