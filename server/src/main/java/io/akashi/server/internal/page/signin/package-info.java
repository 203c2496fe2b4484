/** How somebody comes in. */
@NullMarked
package io.akashi.server.internal.page.signin;

import org.jspecify.annotations.NullMarked;
