/** Pages for people, rendered on the server; one package a feature. */
@NullMarked
package io.akashi.server.internal.page;

import org.jspecify.annotations.NullMarked;
