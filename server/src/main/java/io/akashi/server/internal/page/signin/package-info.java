/** The pages of signing in, of the first administrator, and of one's own account. */
@NullMarked
package io.akashi.server.internal.page.signin;

import org.jspecify.annotations.NullMarked;
