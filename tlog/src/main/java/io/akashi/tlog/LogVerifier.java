package io.akashi.tlog;

import io.akashi.tlog.internal.TreeWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole log against one checkpoint: the signature, every entry, every tile, the root. Goes
 * from the signed root downwards, so that what does not fit is named at the smallest place the
 * hashes can tell apart. Memory does not grow with the log: a tile a level and one bundle.
 */
public final class LogVerifier {
  /** Most findings that are kept; further ones are counted. */
  public static final int MAX_FINDINGS = 1_000;

  private LogVerifier() {}

  /**
   * One place where the log is not what its checkpoint says.
   *
   * @param file path of the tile, bundle or checkpoint below the prefix of the log
   * @param from first entry concerned
   * @param to the entry after the last one concerned
   * @param problem one sentence
   */
  public record Finding(String file, long from, long to, String problem) {
    @Override
    public String toString() {
      return "%s: entries %d to %d: %s".formatted(file, from, to - 1, problem);
    }
  }

  /**
   * What was found.
   *
   * @param checkpoint the checkpoint, or null when the note holds none. Where it is not signed,
   *     nothing else was read
   * @param entriesProved whether the entries alone, hashed again, give the root of the checkpoint
   * @param findings the first {@link #MAX_FINDINGS}, in the order of reading
   * @param more how many findings were not kept
   */
  public record Report(
      @Nullable Checkpoint checkpoint, boolean entriesProved, List<Finding> findings, long more) {
    public Report {
      findings = List.copyOf(findings);
    }

    /** Whether the signature holds and every entry and every tile fits. */
    public boolean intact() {
      return entriesProved && findings.isEmpty();
    }
  }

  /**
   * Reads and checks everything the checkpoint covers. A missing or malformed file is a finding;
   * the rest is still read.
   *
   * @param note the checkpoint as stored or served
   * @param keys keys of the log (named as its origin) and, where wanted, of witnesses
   * @throws IOException if the log cannot be read at all, e.g. its server does not answer
   */
  public static Report verify(TileSource source, byte[] note, Collection<VerifierKey> keys)
      throws IOException {
    Findings findings = new Findings();
    Checkpoint checkpoint;
    try {
      SignedNote signed = SignedNote.parse(note);
      checkpoint = Checkpoint.parse(signed.text());
      if (checkpoint.verify(signed, keys) instanceof Verdict.Refused refused) {
        return unsigned(checkpoint, refused.reason());
      }
    } catch (MalformedException e) {
      return unsigned(null, String.valueOf(e.getMessage()));
    }
    Hash root = new TreeWalk(source, checkpoint, findings::add).root();
    boolean proved = root.equals(checkpoint.root());
    if (!proved && findings.kept.isEmpty()) {
      findings.add(
          new Finding(
              "checkpoint",
              0,
              checkpoint.size(),
              "entries and tiles agree with each other, but not with the checkpoint"));
    }
    return new Report(checkpoint, proved, findings.kept, findings.more);
  }

  // A size that nobody signed says nothing about how much there is to read.
  private static Report unsigned(@Nullable Checkpoint checkpoint, String reason) {
    Finding finding =
        new Finding("checkpoint", 0, checkpoint == null ? 0 : checkpoint.size(), reason);
    return new Report(checkpoint, false, List.of(finding), 0);
  }

  private static final class Findings {
    private final List<Finding> kept = new ArrayList<>();
    private long more;

    private void add(Finding finding) {
      if (kept.size() < MAX_FINDINGS) {
        kept.add(finding);
      } else {
        more++;
      }
    }
  }
}
