/**
 * An invented hospital of 300 beds and the logs of its systems: from a seed, the same on every
 * machine. People, patients and numbers are made up; likeness to real ones is chance.
 *
 * <p>For the demonstration, tests and benchmarks; no other room knows it but {@code cli} and {@code
 * bench}.
 */
@NullMarked
package io.akashi.hospital;

import org.jspecify.annotations.NullMarked;
