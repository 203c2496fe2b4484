/**
 * One open book: its journal, its tree, its segments and its head, and the steps that move entries
 * along: sign, decode, seal. Each step can be called by hand; {@link
 * io.akashi.store.internal.book.StoreJobs} owns the threads.
 */
@NullMarked
package io.akashi.store.internal.book;

import org.jspecify.annotations.NullMarked;
