/**
 * The demonstration: a small hospital that sends believable access lines to a real server over
 * syslog TLS, and the tour through what became of them. Nothing here is used outside of {@code
 * akashi demo}.
 */
@NullMarked
package io.akashi.cli.internal.demo;

import org.jspecify.annotations.NullMarked;
