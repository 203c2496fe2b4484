/** What people write into cells, read as values. Pure. */
@NullMarked
package io.akashi.register.internal.text;

import org.jspecify.annotations.NullMarked;
