/** Signing in by a provider of identities (OpenID Connect). */
@NullMarked
package io.akashi.server.internal.signin.oidc;

import org.jspecify.annotations.NullMarked;
