/** What a soak does to the server: full disks, slow disks, steps of the clock; and when. */
@NullMarked
package io.akashi.bench.internal.soak.trouble;

import org.jspecify.annotations.NullMarked;
