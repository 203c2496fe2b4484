package io.akashi.tlog;

import io.akashi.tlog.internal.StrictBase64;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * Proof in two steps: the entry lies in its log, and the checkpoint of that log lies, verbatim, in
 * an entry of a parent log. Whoever watches the parent alone can be shown any entry of the logs
 * below it. One file: the second step travels in the {@code extra} line of the first
 * (docs/formats/proof.md).
 *
 * @param log the first step, without extra
 * @param parentEntry entry of the parent; what follows its first newline is the checkpoint of the
 *     log; not copied
 * @param parent the proof of that entry in the parent, without extra
 */
public record ChainedProof(TlogProof log, byte[] parentEntry, TlogProof parent) {
  private static final String FORMAT = "akashi/parent-proof@v1\n";
  private static final String ENTRY = "entry ";

  public ChainedProof {
    log = log.withExtra(null);
    parent = parent.withExtra(null);
  }

  /** What {@link #verify} found out. */
  public sealed interface Result {
    /**
     * The entry is proved; at least one of the two is true.
     *
     * @param byLog the checkpoint of the log is signed by the log's own key
     * @param byParent that checkpoint lies in the parent, whose checkpoint is signed by the
     *     parent's key
     */
    record Proved(boolean byLog, boolean byParent) implements Result {}

    /**
     * The entry is not proved.
     *
     * @param reason one sentence
     */
    record Refused(String reason) implements Result {}
  }

  /** Whether the proof carries a second step, well-formed or not. */
  public static boolean isChained(TlogProof proof) {
    byte[] extra = proof.extra();
    byte[] format = FORMAT.getBytes(StandardCharsets.US_ASCII);
    return extra != null
        && extra.length >= format.length
        && Arrays.equals(extra, 0, format.length, format, 0, format.length);
  }

  /**
   * The proof in these bytes, all of them.
   *
   * @throws MalformedException if they are no proof file, or its extra line is no second step
   */
  public static ChainedProof parse(byte[] bytes) throws MalformedException {
    return of(TlogProof.parse(bytes));
  }

  /**
   * The two steps of a proof that {@linkplain #isChained is chained}.
   *
   * @throws MalformedException if its extra line is no second step
   */
  public static ChainedProof of(TlogProof proof) throws MalformedException {
    byte[] extra = proof.extra();
    if (extra == null || !isChained(proof)) {
      throw new MalformedException("proof carries no step to a parent log");
    }
    String text = new String(extra, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n', FORMAT.length());
    if (end < 0 || !text.startsWith(ENTRY, FORMAT.length())) {
      throw new MalformedException("step to the parent log has no line 'entry'");
    }
    byte[] entry =
        StrictBase64.decode(text.substring(FORMAT.length() + ENTRY.length(), end))
            .orElseThrow(() -> new MalformedException("entry of the parent log is not base64"));
    TlogProof parent = TlogProof.parse(Arrays.copyOfRange(extra, end + 1, extra.length));
    if (parent.extra() != null) {
      throw new MalformedException("proof in the parent log has an extra line of its own");
    }
    return new ChainedProof(proof, entry, parent);
  }

  /** The file. */
  public byte[] format() {
    String head = FORMAT + ENTRY + StrictBase64.encode(parentEntry) + "\n";
    var extra = new ByteArrayOutputStream();
    extra.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    extra.writeBytes(parent.format());
    return log.withExtra(extra.toByteArray()).format();
  }

  /**
   * Checks everything that the keys allow: the key of the log, of its parent, or both. A step whose
   * hashes do not fit refuses the proof even when no key for it is given.
   *
   * @param entry the whole entry, as it lies in the log
   * @param keys keys by the name of the log they belong to, its origin
   */
  public Result verify(byte[] entry, Collection<VerifierKey> keys) {
    Optional<String> problem =
        log.problemWith(entry).or(this::problemBetween).or(() -> parent.problemWith(parentEntry));
    if (problem.isPresent()) {
      return new Result.Refused(problem.get());
    }
    boolean byLog = hasKey(log, keys);
    if (byLog && log.verifySignature(keys) instanceof Verdict.Refused refused) {
      return new Result.Refused(refused.reason());
    }
    boolean byParent = hasKey(parent, keys);
    if (byParent && parent.verifySignature(keys) instanceof Verdict.Refused refused) {
      return new Result.Refused(refused.reason());
    }
    return byLog || byParent
        ? new Result.Proved(byLog, byParent)
        : new Result.Refused(
            "no key is given for %s or %s"
                .formatted(log.origin().orElse("?"), parent.origin().orElse("?")));
  }

  private Optional<String> problemBetween() {
    byte[] checkpoint = log.checkpoint().bytes();
    int header = 0;
    while (header < parentEntry.length && parentEntry[header] != '\n') {
      header++;
    }
    int from = Math.min(header + 1, parentEntry.length);
    boolean same =
        Arrays.equals(parentEntry, from, parentEntry.length, checkpoint, 0, checkpoint.length);
    return same
        ? Optional.empty()
        : Optional.of("entry of the parent log is not the checkpoint of the log");
  }

  // A key that is given for a log must hold, so that a wrong key is never passed over in silence.
  private static boolean hasKey(TlogProof proof, Collection<VerifierKey> keys) {
    String origin = proof.origin().orElse("");
    return keys.stream().anyMatch(key -> key.name().equals(origin));
  }
}
