/** Splits files and HTTP bodies into records without changing a byte of them. */
@NullMarked
package io.akashi.intake.internal.records;

import org.jspecify.annotations.NullMarked;
