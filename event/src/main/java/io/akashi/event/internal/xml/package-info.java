/**
 * Reads XML as hospitals receive it: cut, wrongly encoded or hostile, without a DTD, without a
 * schema, and without losing what stands before a defect.
 */
@NullMarked
package io.akashi.event.internal.xml;

import org.jspecify.annotations.NullMarked;
