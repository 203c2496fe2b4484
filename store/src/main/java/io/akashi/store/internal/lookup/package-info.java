/**
 * What is known of a segment's rows without reading them: which values occur where ({@link
 * io.akashi.store.internal.lookup.Lookup}), and how many events of which kind each hour has ({@link
 * io.akashi.store.internal.lookup.Rollup}). All of it is derived from the columns and can be made
 * again; without it only speed is lost.
 */
@NullMarked
package io.akashi.store.internal.lookup;

import org.jspecify.annotations.NullMarked;
