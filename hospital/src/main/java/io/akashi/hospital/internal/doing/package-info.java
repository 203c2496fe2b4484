/** Things that happen, before anybody wrote them down in the words of a product. */
@NullMarked
package io.akashi.hospital.internal.doing;

import org.jspecify.annotations.NullMarked;
