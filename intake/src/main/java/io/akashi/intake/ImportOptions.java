package io.akashi.intake;

import io.akashi.event.EntryUnit;
import io.akashi.event.SourceId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to import and how to cut it into records.
 *
 * @param file a file, perhaps compressed with gzip or zstd (seen by its content)
 * @param source who wrote the records
 * @param unit what one record is
 * @param charset charset of the file as its IANA or Java name, or null for one that contains ASCII;
 *     it decides where records end and changes no byte
 * @param maxRecord longest record in bytes; longer ones are kept in labelled pieces
 */
public record ImportOptions(
    Path file, SourceId source, EntryUnit unit, @Nullable String charset, int maxRecord) {

  /** Records of at most 1 MiB. */
  public static ImportOptions of(
      Path file, SourceId source, EntryUnit unit, @Nullable String charset) {
    return new ImportOptions(file, source, unit, charset, TcpOptions.DEFAULT_MAX_MESSAGE);
  }
}
