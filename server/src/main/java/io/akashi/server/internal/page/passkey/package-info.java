/** Passkeys in the browser. */
@NullMarked
package io.akashi.server.internal.page.passkey;

import org.jspecify.annotations.NullMarked;
