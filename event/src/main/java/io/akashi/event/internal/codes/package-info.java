/** Tables that say what the codes of a format mean. They are data, kept beside their decoder. */
@NullMarked
package io.akashi.event.internal.codes;

import org.jspecify.annotations.NullMarked;
