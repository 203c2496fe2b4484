/**
 * Which stretches of a segment's entries may hold a text: pairs of neighbouring characters, folded,
 * and where they occur ({@code docs/formats/segment.md}, decision 006). Derived from the entries
 * and made again from them; it may say that a stretch holds what it does not, never the reverse.
 */
@NullMarked
package io.akashi.store.internal.words;

import org.jspecify.annotations.NullMarked;
