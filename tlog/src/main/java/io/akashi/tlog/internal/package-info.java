/** Working parts of the log arithmetic; other rooms use {@link io.akashi.tlog} only. */
@NullMarked
package io.akashi.tlog.internal;

import org.jspecify.annotations.NullMarked;
