/**
 * What the house knows of itself beyond its books: how sources send, when the log was verified,
 * what is prepared for a person. Everything follows the log or ends with the process.
 */
@NullMarked
package io.akashi.server.internal.watch;

import org.jspecify.annotations.NullMarked;
