/** How each product writes down what happened. */
@NullMarked
package io.akashi.hospital.internal.format;

import org.jspecify.annotations.NullMarked;
