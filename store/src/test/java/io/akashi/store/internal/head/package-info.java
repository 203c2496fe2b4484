/** Tests of the head store. */
package io.akashi.store.internal.head;
