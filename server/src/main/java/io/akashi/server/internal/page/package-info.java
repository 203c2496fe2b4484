/** Pages for people, rendered on the server. */
@NullMarked
package io.akashi.server.internal.page;

import org.jspecify.annotations.NullMarked;
