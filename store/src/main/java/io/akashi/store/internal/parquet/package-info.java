/**
 * The entries file: a Parquet file of three columns that every Parquet reader opens, written and
 * read here so that a damaged page costs only its own entries.
 *
 * <p>Format: docs/formats/segment.md. Knows nothing of books or trees.
 */
@NullMarked
package io.akashi.store.internal.parquet;

import org.jspecify.annotations.NullMarked;
