/** To the provider of identities and back. */
@NullMarked
package io.akashi.server.internal.page.oidc;

import org.jspecify.annotations.NullMarked;
