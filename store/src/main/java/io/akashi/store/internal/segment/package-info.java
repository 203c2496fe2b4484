/**
 * Sealed ranges of a book as files: writing them in an order that survives a power cut, reading
 * them, checking them, and rebuilding what is derived in them ({@code docs/formats/segment.md}).
 */
@NullMarked
package io.akashi.store.internal.segment;

import org.jspecify.annotations.NullMarked;
