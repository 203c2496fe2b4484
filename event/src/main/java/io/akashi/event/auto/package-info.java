/** Messages of senders of which nobody has said what they write: recognised by their marks. */
@NullMarked
package io.akashi.event.auto;

import org.jspecify.annotations.NullMarked;
