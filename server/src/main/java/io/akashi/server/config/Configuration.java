package io.akashi.server.config;

import io.akashi.event.SourceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the house can be told. The sentence of a field is the manual of its key.
 *
 * @param data folder that holds the books; made at the first start
 * @param origin name under which the log signs, a host name of the hospital without scheme, spaces
 *     or {@code +}; frozen when the books are created
 * @param anchor folder on another host that keeps the newest signed checkpoint; a data directory
 *     older than it (a restored copy) does not sign. Akashi never makes this folder, for where its
 *     mount is missing that would be a folder of this machine: make it once, after mounting, with
 *     {@code mkdir -p}. While it is missing messages are taken and kept, and nothing is signed
 * @param reserve free bytes on the disk below which nothing is accepted
 * @param memory all memory the server may take: its heap (512 MB, {@code AKASHI_HEAP} at the
 *     start), the query engine, merging, and 192 MB beside them; without it a quarter of the
 *     machine's memory, 1 GB to 2 GB
 * @param zone time zone assumed for senders that give none
 * @param mappings folder with your own YAML mappings of the format {@code lines}
 *     (docs/formats/mapping.md); {@code ehr-access} is built in
 * @param seal when entries move from the journal into a segment
 * @param http the HTTP listener
 * @param syslog the syslog listeners
 * @param signin how people sign in
 * @param tokens bearers of the HTTP interfaces by name
 * @param sources known senders by source id (1 to 64 of a-z 0-9 . _ -); others are kept as {@code
 *     unregistered}
 */
public record Configuration(
    @Default("data") Path data,
    @Default("akashi.invalid") String origin,
    Optional<Path> anchor,
    @Default("512MB") Size reserve,
    Optional<Size> memory,
    @Default("Asia/Tokyo") ZoneId zone,
    Optional<Path> mappings,
    Seal seal,
    HttpSettings http,
    SyslogSettings syslog,
    SigninSettings signin,
    Map<String, TokenSettings> tokens,
    Map<String, SourceSettings> sources) {

  /**
   * When a book is sealed.
   *
   * @param entries a book is sealed when this many entries stand in its journal; a multiple of 256
   * @param age a book is sealed when its oldest entry in the journal is older
   */
  public record Seal(@Default("262144") int entries, @Default("24h") Duration age) {
    private static final int MULTIPLE = 256;

    public Seal {
      if (entries < MULTIPLE || entries % MULTIPLE != 0) {
        throw new IllegalArgumentException(
            "entries は256の正の倍数でなければなりません / entries must be a positive multiple of 256");
      }
    }
  }

  public Configuration {
    if (origin.isEmpty() || origin.chars().anyMatch(c -> Character.isWhitespace(c) || c == '+')) {
      throw new IllegalArgumentException(
          "origin に空白と + は使えません / origin must not be empty or contain spaces or +");
    }
    sources.keySet().forEach(SourceId::new);
    tokens = Map.copyOf(tokens);
    sources = Map.copyOf(sources);
  }
}
