/**
 * Signing in, step by step, on top of Spring Security's filters: what is proved, what is still
 * asked for, and what of it is written to the book {@code house}.
 */
@NullMarked
package io.akashi.server.internal.signin;

import org.jspecify.annotations.NullMarked;
