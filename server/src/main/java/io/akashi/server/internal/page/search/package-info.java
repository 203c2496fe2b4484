/** Searching the log: conditions, counts over time and by value, sentences, saved searches. */
@NullMarked
package io.akashi.server.internal.page.search;

import org.jspecify.annotations.NullMarked;
