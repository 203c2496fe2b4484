/** The sending processes of a soak. */
@NullMarked
package io.akashi.bench.internal.soak.send;

import org.jspecify.annotations.NullMarked;
