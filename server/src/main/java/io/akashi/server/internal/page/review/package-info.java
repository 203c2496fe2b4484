/** The regular review of the access log: what was picked, remarks, signature, confirmation. */
@NullMarked
package io.akashi.server.internal.page.review;

import org.jspecify.annotations.NullMarked;
