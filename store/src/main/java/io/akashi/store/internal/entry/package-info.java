/**
 * The two directions of the entry grammar ({@code docs/formats/entry.md}): an arrival to bytes
 * without garbage, and bytes to a header, strictly.
 */
@NullMarked
package io.akashi.store.internal.entry;

import org.jspecify.annotations.NullMarked;
