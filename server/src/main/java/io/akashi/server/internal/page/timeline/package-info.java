/**
 * What happened to a patient's data, by a user, at a terminal, in a system; the disclosure report.
 */
@NullMarked
package io.akashi.server.internal.page.timeline;

import org.jspecify.annotations.NullMarked;
