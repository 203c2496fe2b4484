/** What the house is put together from when it opens. */
@NullMarked
package io.akashi.server.internal.house;

import org.jspecify.annotations.NullMarked;
