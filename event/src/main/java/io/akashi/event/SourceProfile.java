package io.akashi.event;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the house knows of a source, as far as reading its messages needs it.
 *
 * @param id the source
 * @param format name of the decoder
 * @param mapping name of the mapping for formats that need one ({@code lines}), else null
 * @param charset charset of the payload as its IANA or Java name, or null for the decoder's default
 * @param zone zone assumed for times without an offset
 * @param system name of the medical information system, or null
 * @param asset number in the asset register, or null
 */
public record SourceProfile(
    SourceId id,
    String format,
    @Nullable String mapping,
    @Nullable String charset,
    ZoneId zone,
    @Nullable String system,
    @Nullable String asset) {

  /** The zone of a hospital that says nothing else. */
  public static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Tokyo");

  /** The profile of a sender of which nothing is known: each message is read by its marks. */
  public static SourceProfile unknown(SourceId id) {
    return new SourceProfile(id, "auto", null, null, DEFAULT_ZONE, null, null);
  }
}
