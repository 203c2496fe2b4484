package io.akashi.reconcile;

import io.akashi.reconcile.internal.FactTables;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way in which registers and log may differ, as data: a file in {@code io/akashi/reconcile}
 * declares it (docs/formats/comparison.md). Its statements see the tables of {@link Facts} and
 * nothing else.
 *
 * @param id stable name
 * @param version raised whenever the answer to the same facts may change
 * @param ja what is wrong, in Japanese
 * @param en the same in English
 * @param registers ids of the registers that must not be empty
 * @param limits ids of the limits that must be approved
 * @param log whether it needs a log
 * @param population statement whose {@code n} is how many were looked at
 * @param findings statement with one row for each difference, in a fixed order
 * @param unknown statement with one row and a {@code why} for each that could not be judged; empty
 *     where everything can
 * @param subject columns that tell one finding from another
 * @param rows columns of the findings that are the key of a row of a register
 * @param events columns of the findings that name an event, or empty
 * @param sentence for a finding: {@code ja} and {@code en}, columns in braces
 * @param source the whole file
 */
public record Comparison(
    String id,
    int version,
    String ja,
    String en,
    List<String> registers,
    List<String> limits,
    boolean log,
    String population,
    String findings,
    Optional<String> unknown,
    List<String> subject,
    Map<String, List<String>> rows,
    Optional<EventColumns> events,
    Sentence sentence,
    String source) {

  /** Columns that name an event. */
  public record EventColumns(String book, String index, String part) {}

  /** What a department head reads. */
  public record Sentence(String ja, String en) {}

  /** Id and version, e.g. {@code account-unused@1}. */
  public String label() {
    return id + "@" + version;
  }

  /**
   * SHA-256 of what is computed, lower-case hex: what all comparisons share
   * (docs/formats/comparison.md), and the file.
   */
  public String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(FactTables.SHARED.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
