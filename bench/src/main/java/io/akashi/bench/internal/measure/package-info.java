/** What this machine can do, how long things took, and the table that sets both side by side. */
@NullMarked
package io.akashi.bench.internal.measure;

import org.jspecify.annotations.NullMarked;
