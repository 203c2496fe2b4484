/** The entries of the book {@code register}, both directions (docs/formats/register.md). Pure. */
@NullMarked
package io.akashi.register.internal.entry;

import org.jspecify.annotations.NullMarked;
