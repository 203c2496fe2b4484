/** Answers computed from a real log and real registers. */
package io.akashi.evidence;
