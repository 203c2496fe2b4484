/**
 * DICOM audit messages (PS3.15 A.5), which IHE ATNA ITI-20 and JAHIS use, and their older dialect
 * RFC 3881: an entry is an {@code AuditMessage}, bare or behind a syslog header, and gives one
 * event for each patient.
 */
@NullMarked
package io.akashi.event.dicom;

import org.jspecify.annotations.NullMarked;
