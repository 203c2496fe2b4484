/** Tests of the trees. */
package io.akashi.store.internal.tree;
