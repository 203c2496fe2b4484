package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.event.Charsets;
import io.akashi.event.Decoders;
import io.akashi.event.EntryUnit;
import io.akashi.event.NearestName;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.auto.AutoDecoder;
import io.akashi.event.lines.LinesDecoder;
import io.akashi.event.lines.Mapping;
import io.akashi.event.lines.Mappings;
import io.akashi.intake.FileHead;
import io.akashi.server.House;
import io.akashi.server.Sources;
import io.akashi.server.StartException;
import io.akashi.server.config.Configuration;
import io.akashi.store.Book;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the records of a file are to be read. It is written into each entry's header. */
final class FormatOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "形式: auto（既定。内容から判断）, syslog, lines, dicom, fhir, evtx など"
              + " / format, the name of a decoder; default auto, by what the file holds")
  private String format = AutoDecoder.NAME;

  @Option(
      names = "--mapping",
      paramLabel = "NAME",
      description = "形式 lines のマッピング。例: ehr-access / mapping of the format lines")
  private @Nullable String mapping;

  @Option(
      names = "--charset",
      paramLabel = "C",
      description = "文字コード。例: windows-31j / charset of the files")
  private @Nullable String charset;

  @Option(
      names = "--zone",
      paramLabel = "Z",
      description = "時差の書かれていない時刻の時間帯。例: Asia/Tokyo / zone of times without an offset")
  private @Nullable String zone;

  /** The charset, or null for one that contains ASCII. */
  @Nullable String charset() {
    return charset;
  }

  /**
   * The header keys that tell the decoders how to read an entry of this import.
   *
   * @throws CannotException when a value is unknown, to this command or to the server that runs
   */
  Map<String, String> keys(OpenStore open) throws CannotException, StartException {
    Configuration configuration = open.configuration();
    Decoders decoders = House.decoders(configuration);
    // Whoever names a mapping means lines.
    if (mapping != null && format.equals(AutoDecoder.NAME)) {
      format = LinesDecoder.NAME;
    }
    if (mapping != null && !format.equals(LinesDecoder.NAME)) {
      throw new CannotException(
          "--mapping は --format lines だけのものです（%1$s には要りません）。 / --mapping goes with --format lines only; leave it out for %1$s"
              .formatted(format));
    }
    if (decoders.find(format).isEmpty()) {
      throw Choice.unknown("--format", format, decoders.names());
    }
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(Sources.KEY_FORMAT, format);
    if (mapping != null) {
      Mappings mappings = mappings(configuration);
      if (mappings.find(mapping).isEmpty()) {
        throw unknown(mapping, mappings, configuration.mappings());
      }
      // The server reads the folder when it starts, and what it cannot read stays unreadable.
      if (!open.sources().reads(format, mapping)) {
        throw new CannotException(
            "動いているサーバーはマッピング %1$s をまだ知りません。サーバーを起動し直してから、もう一度取り込んでください。何も取り込んでいません。 / The"
                    .formatted(mapping)
                + " running server does not know the mapping %1$s yet: restart it, then import again. Nothing was taken in."
                    .formatted(mapping));
      }
      keys.put(Sources.KEY_MAPPING, mapping);
    }
    if (charset != null) {
      keys.put(Sources.KEY_CHARSET, known(charset));
    }
    if (zone != null) {
      keys.put(Sources.KEY_ZONE, knownZone(zone));
    }
    return keys;
  }

  /**
   * The book that the mapping says such lines belong to; empty when it does not, or there is none.
   */
  Optional<Book> book(Configuration configuration) {
    return Optional.ofNullable(mapping)
        .flatMap(name -> mappings(configuration).find(name))
        .flatMap(Mapping::book)
        .flatMap(Book::of);
  }

  /** What one record of a file is. Some formats are written as XML and as JSON: the file tells. */
  EntryUnit unit(Configuration configuration, Path file) throws IOException, StartException {
    EntryUnit seen = AutoDecoder.unitOf(FileHead.of(file));
    if (format.equals(AutoDecoder.NAME)) {
      return seen;
    }
    SourceProfile profile =
        new SourceProfile(
            SourceId.UNREGISTERED,
            format,
            mapping,
            charset,
            SourceProfile.DEFAULT_ZONE,
            null,
            null);
    EntryUnit said = House.decoders(configuration).find(format).orElseThrow().unit(profile);
    return isDocument(said) && isDocument(seen) ? seen : said;
  }

  private static boolean isDocument(EntryUnit unit) {
    return unit == EntryUnit.XML_ELEMENT || unit == EntryUnit.JSON_VALUE;
  }

  private static Mappings mappings(Configuration configuration) {
    return configuration.mappings().map(Mappings::load).orElseGet(Mappings::builtIn);
  }

  /** Where a mapping was looked for, and what makes it known. */
  private static CannotException unknown(String name, Mappings mappings, Optional<Path> folder) {
    Optional<String> nearest = NearestName.of(name, mappings.names());
    String japanese =
        folder.isPresent()
            ? "探したのは akashi.mappings のフォルダ %1$s と組み込みのものです。%2$s.yaml をそこに置き、サーバーが動いていれば起動し直してください。"
                .formatted(folder.get(), name)
            : "設定に akashi.mappings がないため、組み込みのものだけを探しました。フォルダを作って %1$s.yaml を置き、設定ファイルに akashi.mappings としてそのフォルダを書き、サーバーが動いていれば起動し直してください。"
                .formatted(name);
    String english =
        folder.isPresent()
            ? "Looked in the folder %1$s of akashi.mappings and among those built in: put %2$s.yaml there, and restart the server if one runs"
                .formatted(folder.get(), name)
            : "The configuration has no akashi.mappings, so only those built in were looked at: make a folder with %1$s.yaml, write it into the configuration as akashi.mappings, and restart the server if one runs"
                .formatted(name);
    return new CannotException(
        "マッピング %1$s が見つかりません%2$s。%3$s / The mapping %1$s is not there%4$s. %5$s (%6$s)"
            .formatted(
                name,
                nearest.map("（もしかして: %s）"::formatted).orElse(""),
                japanese,
                nearest.map(" (did you mean %s?)"::formatted).orElse(""),
                english,
                String.join(", ", mappings.names().stream().sorted().toList())));
  }

  static String known(String name) throws CannotException {
    try {
      return Charsets.of(name).name();
    } catch (IllegalArgumentException e) {
      throw new CannotException(
          "--charset %1$s という文字コードはありません。例: windows-31j、UTF-8 / --charset %1$s is unknown: write e.g. windows-31j or UTF-8"
              .formatted(name),
          e);
    }
  }

  static String knownZone(String name) throws CannotException {
    try {
      return ZoneId.of(name).getId();
    } catch (DateTimeException e) {
      throw new CannotException(
          "--zone %1$s という時間帯はありません。例: Asia/Tokyo / --zone %1$s is unknown: write e.g. Asia/Tokyo"
              .formatted(name),
          e);
    }
  }
}
