/** Keeps the books: journal, segments, checkpoints, and answers questions about them. */
@NullMarked
package io.akashi.store;

import org.jspecify.annotations.NullMarked;
