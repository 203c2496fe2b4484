/**
 * The frames of the local command socket. A frame is a type (one ASCII letter), a length (four
 * bytes, big-endian) and that many bytes.
 */
@NullMarked
package io.akashi.server.internal.socket;

import org.jspecify.annotations.NullMarked;
