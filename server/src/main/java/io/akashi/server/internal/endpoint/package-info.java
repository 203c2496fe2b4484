/** What can be asked over HTTP, one class a subject. Every method says who may ask. */
@NullMarked
package io.akashi.server.internal.endpoint;

import org.jspecify.annotations.NullMarked;
