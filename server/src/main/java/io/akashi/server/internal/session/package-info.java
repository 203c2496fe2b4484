/** Who is signed in at which browser, for how long, and what they were typing when it ended. */
@NullMarked
package io.akashi.server.internal.session;

import org.jspecify.annotations.NullMarked;
