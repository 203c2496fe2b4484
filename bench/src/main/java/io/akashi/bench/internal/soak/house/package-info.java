/** The server under a soak: its configuration, its process, and what it says over HTTP. */
@NullMarked
package io.akashi.bench.internal.soak.house;

import org.jspecify.annotations.NullMarked;
