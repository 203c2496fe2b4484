/** Help beside every page: what it is for, what to do there, which duty it serves. */
@NullMarked
package io.akashi.server.internal.page.help;

import org.jspecify.annotations.NullMarked;
