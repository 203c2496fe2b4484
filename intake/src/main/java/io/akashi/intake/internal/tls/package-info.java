/** Keys, certificates and the rules of TLS for the listeners. */
@NullMarked
package io.akashi.intake.internal.tls;

import org.jspecify.annotations.NullMarked;
