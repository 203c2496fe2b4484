/** Tests of the disk of the operating system. */
package io.akashi.store.internal.disk;
