/**
 * The demonstration: a real server on this machine, and a believable hospital (room {@code
 * hospital}) that sends its logs to it on the ways by which hospitals send. Nothing here is used
 * outside of {@code akashi demo}.
 */
@NullMarked
package io.akashi.cli.internal.demo;

import org.jspecify.annotations.NullMarked;
