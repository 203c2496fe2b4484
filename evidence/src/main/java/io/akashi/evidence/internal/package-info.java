/** How duties are read and answers computed. */
@NullMarked
package io.akashi.evidence.internal;

import org.jspecify.annotations.NullMarked;
