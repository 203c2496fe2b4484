package io.akashi.server.export;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** As what events can be taken out. */
public enum ExportFormat {
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  CSV_UTF8("csv", "text/csv; charset=utf-8"),
  CSV_CP932("csv", "text/csv; charset=windows-31j"),
  PACKAGE("zip", "application/zip");

  private final String extension;
  private final String mediaType;

  ExportFormat(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  /** The stable name, e.g. {@code csv_cp932}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of that stable name, or empty. */
  public static Optional<ExportFormat> of(String id) {
    for (ExportFormat format : values()) {
      if (format.id().equals(id)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  public String extension() {
    return extension;
  }

  public String mediaType() {
    return mediaType;
  }

  /** How the characters of a CSV are written. */
  Charset charset() {
    return this == CSV_CP932 ? Charset.forName("windows-31j") : StandardCharsets.UTF_8;
  }
}
