/**
 * Windows events, whoever carries them: each reader fills a {@link
 * io.akashi.event.windows.WindowsEvent}, and one table (resource {@code meanings.txt}) says what
 * provider and id mean in the vocabulary.
 */
@NullMarked
package io.akashi.event.windows;

import org.jspecify.annotations.NullMarked;
