/**
 * Certificates: the authority of this server, what it issues, what the hospital brings, and how the
 * listeners come to show it.
 */
@NullMarked
package io.akashi.server.internal.tls;

import org.jspecify.annotations.NullMarked;
