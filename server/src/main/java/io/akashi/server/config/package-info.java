/**
 * What the house can be told: one record a concern, one field a key. Readable without Spring, for
 * the command line reads it and the listeners open before Spring is up.
 */
@NullMarked
package io.akashi.server.config;

import org.jspecify.annotations.NullMarked;
