/** Tests of the journal: what it promises, and what damage and crashes do to it. */
package io.akashi.store.internal.journal;
