/** The Merkle tree of a book: its growing edge, and its tiles made from entries on request. */
@NullMarked
package io.akashi.store.internal.tree;

import org.jspecify.annotations.NullMarked;
