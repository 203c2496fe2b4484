/**
 * FHIR AuditEvent of R4, R5 and the R6 ballot in JSON and XML, alone or in a Bundle: one event for
 * each resource and each patient. HL7 FHIR, AuditEvent; IHE BALP 1.1.
 */
@NullMarked
package io.akashi.event.fhir;

import org.jspecify.annotations.NullMarked;
