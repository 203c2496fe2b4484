/** From a table to a preview: headings, rows, and what they would change. */
@NullMarked
package io.akashi.register.internal.plan;

import org.jspecify.annotations.NullMarked;
