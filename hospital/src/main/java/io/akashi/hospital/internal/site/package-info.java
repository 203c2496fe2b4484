/**
 * What stands for years: departments, people, machines, patients, registers; and the numbers all is
 * drawn from.
 */
@NullMarked
package io.akashi.hospital.internal.site;

import org.jspecify.annotations.NullMarked;
