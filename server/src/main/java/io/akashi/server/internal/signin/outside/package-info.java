/** People whom somebody else knows: a directory or a provider of identities. */
@NullMarked
package io.akashi.server.internal.signin.outside;

import org.jspecify.annotations.NullMarked;
