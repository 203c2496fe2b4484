/** What a search finds, taken out as a file: made in the background, fetched by who asked. */
@NullMarked
package io.akashi.server.internal.page.exports;

import org.jspecify.annotations.NullMarked;
