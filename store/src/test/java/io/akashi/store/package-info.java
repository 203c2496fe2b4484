/** Tests of the store's own types. */
package io.akashi.store;
