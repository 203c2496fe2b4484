/** The strict binder of the configuration: from text to records, and nothing left over. */
@NullMarked
package io.akashi.server.internal.config;

import org.jspecify.annotations.NullMarked;
