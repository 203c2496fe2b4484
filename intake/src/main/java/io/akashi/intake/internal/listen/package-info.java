/** What every listener needs: its counters, and its way to the log. */
@NullMarked
package io.akashi.intake.internal.listen;

import org.jspecify.annotations.NullMarked;
