package io.akashi.event.sniff;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.util.List;

/**
 * What is proposed for a file.
 *
 * @param format decoder that reads the file: {@code lines} when the mapping does, the name of
 *     another when the format is known, empty when nothing does
 * @param title of a known format, for people
 * @param charset Java's name, or {@code auto} for nothing but ASCII
 * @param shape how rows fall into cells: {@code spaces}, {@code pairs}, {@code json}, {@code text},
 *     empty when unknown, else cells between delimiters
 * @param delimiter between cells, or empty
 * @param headingLine number of the heading among the lines that are not blank; 0 without one
 * @param columns in the order of the file
 * @param yaml the mapping (docs/formats/mapping.md), or empty
 * @param records of the sample that were read with it, the heading left out
 * @param full how many of them were understood fully
 * @param preview the first events
 * @param notes what a person should know: 日本語 / English
 */
public record Proposal(
    String format,
    String title,
    String charset,
    String shape,
    String delimiter,
    int headingLine,
    List<ColumnProposal> columns,
    String yaml,
    int records,
    int full,
    List<AuditEvent> preview,
    List<String> notes) {

  public Proposal {
    columns = List.copyOf(columns);
    preview = List.copyOf(preview);
    notes = List.copyOf(notes);
  }

  /** Whether it spares anybody work: a known format, or a mapping that finds more than nothing. */
  public boolean isUseful() {
    return !format.isEmpty() && (yaml.isEmpty() || mapped() >= 2);
  }

  private long mapped() {
    return columns.stream()
        .filter(ColumnProposal::isMapped)
        .map(ColumnProposal::target)
        .distinct()
        .count();
  }

  /** Whether the mapping says of whom the record is: such lines belong to {@code clinical}. */
  public boolean namesPatients() {
    return columns.stream().anyMatch(c -> c.isMapped() && c.target() == Column.PATIENT_ID);
  }
}
