/** The running house: wiring, HTTP, configuration. The only room that knows Spring. */
@NullMarked
package io.akashi.server;

import org.jspecify.annotations.NullMarked;
