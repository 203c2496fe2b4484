package io.akashi.event.dicom;

import io.akashi.event.Kind;
import io.akashi.event.internal.codes.KindTable;
import io.akashi.event.internal.codes.NameTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the codes of DICOM and RFC 3881 mean: tables beside this class. Stateless. */
public final class DicomCodes {
  private static final KindTable KINDS = KindTable.load(DicomCodes.class, "kinds.tsv");
  private static final NameTable EVENTS = NameTable.load(DicomCodes.class, "events.tsv");
  private static final NameTable OBJECT_TYPES =
      NameTable.load(DicomCodes.class, "object-types.tsv");

  private DicomCodes() {}

  /**
   * What an event is.
   *
   * @param event EventID, or null
   * @param types EventTypeCodes
   * @param action C R U D E, or null
   * @param failed whether an outcome other than success was said
   */
  public static Kind kind(
      @Nullable String event, List<String> types, @Nullable String action, boolean failed) {
    Kind kind = KINDS.find(event, types, action, failed);
    return kind == null ? Kind.UNCLASSIFIED : kind;
  }

  /** The code of EventID; where a sender writes none that is known, that of its name. */
  static @Nullable String event(Coded coded) {
    String named = EVENTS.name(coded.code()) == null ? EVENTS.code(coded.text()) : null;
    return named == null ? coded.code() : named;
  }

  static @Nullable String objectType(Coded coded) {
    return OBJECT_TYPES.name(coded.code());
  }
}
