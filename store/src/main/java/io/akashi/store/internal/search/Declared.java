package io.akashi.store.internal.search;

import io.akashi.store.internal.words.HeaderWords;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The charset that the source named in a header declares. For one thread. */
final class Declared {
  private final Search.Charsets charsets;
  private final HeaderWords words = new HeaderWords();
  private String source = "";
  private @Nullable Charset charset;

  Declared(Search.Charsets charsets) {
    this.charsets = charsets;
  }

  @Nullable Charset in(byte[] header) {
    String named = words.source(header);
    if (!named.equals(source)) {
      source = named;
      charset = named.isEmpty() ? null : charsets.of(named);
    }
    return charset;
  }
}
