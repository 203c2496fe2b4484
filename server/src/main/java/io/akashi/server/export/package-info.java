/** Evidence that can be handed to somebody who has no Akashi. */
@NullMarked
package io.akashi.server.export;

import org.jspecify.annotations.NullMarked;
