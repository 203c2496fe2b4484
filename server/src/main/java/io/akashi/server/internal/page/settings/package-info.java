/** Settings: who may sign in and do what, and which programs may call. */
@NullMarked
package io.akashi.server.internal.page.settings;

import org.jspecify.annotations.NullMarked;
