package io.akashi.event.sniff;

import io.akashi.event.Column;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed for one column of the file.
 *
 * @param name its heading, or {@code 列1} … where the file has none
 * @param target column of the vocabulary ({@code kind} for what was done), or null to leave the
 *     value in {@code fields} under its name
 * @param confidence from 0 to 1 that this is right, whether a target or none
 * @param reason why, one phrase: 日本語 / English
 * @param formats of a time, in the words of docs/formats/mapping.md
 * @param meanings of codes and words: kind or outcome by value; empty text where it is open
 * @param samples a few of the values
 */
public record ColumnProposal(
    String name,
    @Nullable Column target,
    double confidence,
    String reason,
    List<String> formats,
    Map<String, String> meanings,
    List<String> samples) {

  /** The word for {@link #confidence}. */
  public Sureness sureness() {
    return Sureness.of(confidence);
  }

  /** Whether the mapping uses it: sure enough to write it down without a person. */
  public boolean isMapped() {
    boolean sure = sureness() == Sureness.CERTAIN || sureness() == Sureness.LIKELY;
    return target != null && (sure || target == Column.OCCURRED_AT);
  }

  ColumnProposal without(String why, double confidence) {
    return new ColumnProposal(name, null, confidence, why, List.of(), Map.of(), samples);
  }

  ColumnProposal with(double newConfidence, String why) {
    return new ColumnProposal(name, target, newConfidence, why, formats, meanings, samples);
  }
}
