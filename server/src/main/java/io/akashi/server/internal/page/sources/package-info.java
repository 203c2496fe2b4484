/** Who sends, and how to let more send. */
@NullMarked
package io.akashi.server.internal.page.sources;

import org.jspecify.annotations.NullMarked;
