/** What happens in an hour: who is on duty, who lies where, and what they do because of it. */
@NullMarked
package io.akashi.hospital.internal.day;

import org.jspecify.annotations.NullMarked;
