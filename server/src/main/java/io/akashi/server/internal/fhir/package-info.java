/**
 * The AuditEvent feed and search of FHIR R4 (docs/decisions/013-fhir-without-hapi.md): what is sent
 * is kept as it came, what is found is served as AuditEvents.
 */
@NullMarked
package io.akashi.server.internal.fhir;

import org.jspecify.annotations.NullMarked;
