/** Invented layouts of vendors with their truth, and how much of it the sniffer finds. */
@NullMarked
package io.akashi.event.sniff;

import org.jspecify.annotations.NullMarked;
