/** What needs a person today. */
@NullMarked
package io.akashi.server.internal.page.home;

import org.jspecify.annotations.NullMarked;
