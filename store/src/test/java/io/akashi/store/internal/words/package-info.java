@org.jspecify.annotations.NullMarked
package io.akashi.store.internal.words;
