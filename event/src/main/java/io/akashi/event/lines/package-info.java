/**
 * Delimited and regular-expression lines, read by mappings that a hospital writes in YAML
 * (docs/formats/mapping.md).
 */
@NullMarked
package io.akashi.event.lines;

import org.jspecify.annotations.NullMarked;
