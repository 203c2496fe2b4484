/**
 * The read engine: one in-memory DuckDB, how rows get into it and out of it. It is never the truth;
 * everything it holds can be read again from the books.
 */
@NullMarked
package io.akashi.store.internal.engine;

import org.jspecify.annotations.NullMarked;
