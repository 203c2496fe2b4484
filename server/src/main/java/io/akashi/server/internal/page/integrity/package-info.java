/** Whether the log is what was written. */
@NullMarked
package io.akashi.server.internal.page.integrity;

import org.jspecify.annotations.NullMarked;
