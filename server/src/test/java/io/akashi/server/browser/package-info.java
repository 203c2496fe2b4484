/** Pages in a real browser. */
@NullMarked
package io.akashi.server.browser;

import org.jspecify.annotations.NullMarked;
