/** The real server in a process of its own, its sender in another, and what they tell. */
@NullMarked
package io.akashi.bench.internal.house;

import org.jspecify.annotations.NullMarked;
