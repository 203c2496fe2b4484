/** Passkeys (WebAuthn): registered by who is signed in, and enough to sign in with. */
@NullMarked
package io.akashi.server.internal.signin.passkey;

import org.jspecify.annotations.NullMarked;
