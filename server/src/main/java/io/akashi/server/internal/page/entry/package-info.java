/** One entry as it was received, and its proof. */
@NullMarked
package io.akashi.server.internal.page.entry;

import org.jspecify.annotations.NullMarked;
