package io.akashi.server.internal.endpoint;

import io.akashi.event.Charsets;
import io.akashi.event.SourceProfile;
import io.akashi.server.Sources;
import io.akashi.store.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A payload as text, where it can be read as such strictly. */
public final class EntryText {
  private EntryText() {}

  /** In UTF-8 or the charset its source declares; empty when it is neither. */
  public static Optional<String> of(Entry entry, byte[] payload, Sources sources) {
    SourceProfile profile = sources.profile(entry.header().source());
    List<Charset> charsets = new ArrayList<>(List.of(StandardCharsets.UTF_8));
    String name = entry.header().keys().getOrDefault(Sources.KEY_CHARSET, profile.charset());
    if (name != null && Charset.isSupported(name)) {
      charsets.add(Charsets.of(name));
    }
    for (Charset charset : charsets) {
      try {
        return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(payload)).toString());
      } catch (CharacterCodingException e) {
        // Not of this charset; whoever shows it has the payload itself.
      }
    }
    return Optional.empty();
  }
}
