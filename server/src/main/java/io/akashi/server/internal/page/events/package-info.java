/**
 * What pages that show events have in common: their conditions in the address, the look they are
 * recorded by, rows as sentences, counts, and text that others wrote.
 */
@NullMarked
package io.akashi.server.internal.page.events;

import org.jspecify.annotations.NullMarked;
