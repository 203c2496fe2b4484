/**
 * Syslog: RFC 5424, RFC 3164 in the shapes real senders give it, and anything else that arrives on
 * a syslog port.
 */
@NullMarked
package io.akashi.event.syslog;

import org.jspecify.annotations.NullMarked;
