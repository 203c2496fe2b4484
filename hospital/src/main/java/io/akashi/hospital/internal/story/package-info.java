/** The stories that are planted among the routine, each with what finds it. */
@NullMarked
package io.akashi.hospital.internal.story;

import org.jspecify.annotations.NullMarked;
