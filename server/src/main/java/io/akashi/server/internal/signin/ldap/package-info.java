/** Signing in with the password that a directory knows. */
@NullMarked
package io.akashi.server.internal.signin.ldap;

import org.jspecify.annotations.NullMarked;
