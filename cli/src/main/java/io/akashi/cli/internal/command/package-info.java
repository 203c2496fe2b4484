/**
 * The commands of {@code akashi}, one class each. Names, options and exit codes are interfaces
 * (docs/cli.md).
 */
@NullMarked
package io.akashi.cli.internal.command;

import org.jspecify.annotations.NullMarked;
