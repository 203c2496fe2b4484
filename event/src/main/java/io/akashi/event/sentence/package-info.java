/** Every event as one sentence, Japanese and English. */
@NullMarked
package io.akashi.event.sentence;

import org.jspecify.annotations.NullMarked;
