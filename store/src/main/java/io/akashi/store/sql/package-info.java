/** SQL for the other rooms: their tables beside the events of a book. */
@NullMarked
package io.akashi.store.sql;

import org.jspecify.annotations.NullMarked;
