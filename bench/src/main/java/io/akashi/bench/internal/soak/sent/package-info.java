/**
 * What the senders of a soak send, and the notebooks in which they write down what became of it.
 */
@NullMarked
package io.akashi.bench.internal.soak.sent;

import org.jspecify.annotations.NullMarked;
