/** The measurements, one class for each group of figures. */
@NullMarked
package io.akashi.bench.internal.run;

import org.jspecify.annotations.NullMarked;
