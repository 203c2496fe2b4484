/**
 * The only way the store touches files. Every method says what of its effect survives a power cut;
 * the crash tests replace the disk by one that keeps exactly that and nothing more.
 */
@NullMarked
package io.akashi.store.internal.disk;

import org.jspecify.annotations.NullMarked;
