/**
 * The journal of a book: where entries become durable and get their index ({@code
 * docs/formats/journal.md}). Everything after it follows it by index.
 */
@NullMarked
package io.akashi.store.internal.journal;

import org.jspecify.annotations.NullMarked;
