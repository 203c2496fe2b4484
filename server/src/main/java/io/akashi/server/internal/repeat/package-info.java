/** Batches that were handed in with a key, so that a repeated one is not stored twice. */
@NullMarked
package io.akashi.server.internal.repeat;

import org.jspecify.annotations.NullMarked;
