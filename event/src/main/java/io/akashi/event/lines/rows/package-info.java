/** Takes lines apart into cells: one reader for each shape of docs/formats/mapping.md. */
@NullMarked
package io.akashi.event.lines.rows;

import org.jspecify.annotations.NullMarked;
