package io.akashi.server.config;

import io.akashi.store.Book;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * One known sender.
 *
 * @param book book its messages are kept in: {@code clinical} or {@code infrastructure}
 * @param format decoder that reads its messages: {@code auto}, which goes by the marks of each
 *     message, {@code syslog}, {@code lines}, …
 * @param mapping mapping for the format {@code lines}: {@code ehr-access}, or one of the folder
 *     {@code akashi.mappings}
 * @param charset charset of its messages, e.g. {@code windows-31j}; the decoder's default when
 *     unset
 * @param zone time zone of its clock when its messages give none; {@code akashi.zone} when unset
 * @param system name of the medical information system
 * @param asset number in the asset register
 * @param match how its messages are recognised; every condition that is set must hold
 */
public record SourceSettings(
    @Default("infrastructure") Book book,
    @Default("auto") String format,
    Optional<String> mapping,
    Optional<Charset> charset,
    Optional<ZoneId> zone,
    Optional<String> system,
    Optional<String> asset,
    Match match) {

  /**
   * How messages of a source are recognised.
   *
   * @param listener listeners its messages come in on, e.g. {@code syslog+udp:0.0.0.0:514} or
   *     {@code http}
   * @param certificate SHA-256 of its client certificates
   * @param peer addresses or networks it sends from, e.g. {@code 192.0.2.7} or {@code 192.0.2.0/24}
   * @param host host names in its syslog headers
   */
  public record Match(
      List<String> listener, List<Sha256> certificate, List<String> peer, List<String> host) {}

  public SourceSettings {
    if (book != Book.CLINICAL && book != Book.INFRASTRUCTURE) {
      throw new IllegalArgumentException(
          "book は clinical か infrastructure です / book must be clinical or infrastructure");
    }
  }
}
