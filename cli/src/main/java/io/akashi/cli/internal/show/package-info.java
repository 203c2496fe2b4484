/**
 * Text for a terminal: tables whose columns stand below each other in Japanese too, progress,
 * units.
 */
@NullMarked
package io.akashi.cli.internal.show;

import org.jspecify.annotations.NullMarked;
