/** How the local authority is rolled out. */
@NullMarked
package io.akashi.server.internal.page.authority;

import org.jspecify.annotations.NullMarked;
