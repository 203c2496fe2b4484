/**
 * What all pages have in common: the frame around them, the person's language and calendar, styles,
 * scripts, and how a refused request looks (docs/decisions/010-how-the-pages-fit.md).
 */
@NullMarked
package io.akashi.server.internal.page.frame;

import org.jspecify.annotations.NullMarked;
