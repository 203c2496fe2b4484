/** The inspection sheet and its cards. */
@NullMarked
package io.akashi.server.internal.page.inspection;

import org.jspecify.annotations.NullMarked;
