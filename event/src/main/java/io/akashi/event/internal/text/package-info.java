/** Bytes to text and text to JSON, for every decoder. */
@NullMarked
package io.akashi.event.internal.text;

import org.jspecify.annotations.NullMarked;
