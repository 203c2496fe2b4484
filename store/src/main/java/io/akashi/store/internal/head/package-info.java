/** The last signed checkpoint of each book, in a small store of its own. */
@NullMarked
package io.akashi.store.internal.head;

import org.jspecify.annotations.NullMarked;
