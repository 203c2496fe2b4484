package io.akashi.tlog;

import io.akashi.tlog.internal.StrictBase64;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proof file of one entry (C2SP tlog-proof, {@code .tlog-proof}): where the entry lies, the hashes
 * that lead to the root, and the checkpoint with that root. Verifies offline, with the entry and
 * the key of the log alone.
 *
 * @param extra bytes for the application, not covered by any signature, or null; not copied
 * @param index index of the entry
 * @param hashes inclusion proof, from the leaf upwards
 * @param checkpoint the signed checkpoint, verbatim
 */
public record TlogProof(
    byte @Nullable [] extra, long index, List<Hash> hashes, SignedNote checkpoint) {
  /** Extension of the file name. */
  public static final String EXTENSION = ".tlog-proof";

  /** Longest proof file that is read, in bytes: two notes and an entry fit easily. */
  public static final int MAX_BYTES = 4_000_000;

  private static final String FORMAT = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  // A tree of 2^63 entries is 63 high.
  private static final int MAX_HASHES = 63;

  /**
   * @throws IllegalArgumentException if the index is negative or the hashes are too many
   */
  public TlogProof {
    hashes = List.copyOf(hashes);
    if (index < 0 || hashes.size() > MAX_HASHES) {
      throw new IllegalArgumentException("no proof of entry " + index + " with these hashes");
    }
  }

  /**
   * The proof of an entry under a checkpoint, from the tiles of the log.
   *
   * @throws IllegalArgumentException if the checkpoint does not cover the index
   * @throws MalformedException if the note is no checkpoint
   * @throws IOException if a tile is missing or not readable
   */
  public static TlogProof of(TileSource source, long index, SignedNote checkpoint)
      throws IOException {
    long size = Checkpoint.parse(checkpoint.text()).size();
    return new TlogProof(null, index, Proofs.inclusion(source, index, size), checkpoint);
  }

  /**
   * The proof in these bytes, all of them.
   *
   * @throws MalformedException if they are no proof file, version 1
   */
  public static TlogProof parse(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException("proof is longer than 4,000,000 bytes");
    }
    // Every byte above the checkpoint is ASCII; the checkpoint decodes its own UTF-8.
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    int split = head.indexOf("\n\n");
    if (split < 0) {
      throw new MalformedException("proof has no empty line before its checkpoint");
    }
    SignedNote checkpoint = SignedNote.parse(Arrays.copyOfRange(bytes, split + 2, bytes.length));
    Lines lines = new Lines(head.substring(0, split).split("\n", -1));
    if (!lines.next().equals(FORMAT)) {
      throw new MalformedException("proof does not begin with " + FORMAT);
    }
    byte[] extra = lines.peek().startsWith(EXTRA) ? extra(lines.next()) : null;
    String index = lines.next();
    if (!index.startsWith(INDEX)) {
      throw new MalformedException("proof has no line 'index'");
    }
    long at = Checkpoint.parseSize(index.substring(INDEX.length()));
    return new TlogProof(extra, at, lines.hashes(), checkpoint);
  }

  /** The file. */
  public byte[] format() {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    if (extra != null) {
      text.append(EXTRA).append(StrictBase64.encode(extra)).append('\n');
    }
    text.append(INDEX).append(index).append('\n');
    hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The same proof with other bytes for the application. */
  public TlogProof withExtra(byte @Nullable [] other) {
    return new TlogProof(other, index, hashes, checkpoint);
  }

  /**
   * Whether the entry lies at {@link #index} of the log, by a checkpoint that a key with the name
   * of the log's origin signed. Keys of other names, such as witnesses, are checked where they
   * signed but are not enough.
   */
  public Verdict verify(byte[] entry, Collection<VerifierKey> keys) {
    Optional<String> problem = problemWith(entry);
    return problem.isPresent() ? new Verdict.Refused(problem.get()) : verifySignature(keys);
  }

  /** The origin of the checkpoint, or empty when the note is no checkpoint. */
  public Optional<String> origin() {
    return parsed().map(Checkpoint::origin);
  }

  /** Why the hashes do not lead from the entry to the root of the checkpoint, or empty. */
  Optional<String> problemWith(byte[] entry) {
    Optional<Checkpoint> parsed = parsed();
    if (parsed.isEmpty()) {
      return Optional.of("proof holds no checkpoint");
    }
    Checkpoint head = parsed.get();
    Hash leaf = Rfc6962.leaf(entry);
    return Proofs.verifyInclusion(leaf, index, head.size(), hashes, head.root())
        ? Optional.empty()
        : Optional.of("entry is not entry %d of %s".formatted(index, head.origin()));
  }

  /** Whether the checkpoint is signed by its own log. */
  Verdict verifySignature(Collection<VerifierKey> keys) {
    return parsed()
        .map(head -> head.verify(checkpoint, keys))
        .orElse(new Verdict.Refused("proof holds no checkpoint"));
  }

  private Optional<Checkpoint> parsed() {
    try {
      return Optional.of(Checkpoint.parse(checkpoint.text()));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static byte[] extra(String line) throws MalformedException {
    return StrictBase64.decode(line.substring(EXTRA.length()))
        .orElseThrow(() -> new MalformedException("line 'extra' of proof is not base64"));
  }

  /** The lines above the checkpoint, one after the other. */
  private static final class Lines {
    private final String[] lines;
    private int next;

    private Lines(String[] lines) {
      this.lines = lines;
    }

    private String peek() {
      return next < lines.length ? lines[next] : "";
    }

    private String next() {
      String line = peek();
      next++;
      return line;
    }

    private List<Hash> hashes() throws MalformedException {
      if (lines.length - next > MAX_HASHES) {
        throw new MalformedException("proof has more than 63 hashes");
      }
      List<Hash> hashes = new ArrayList<>();
      while (next < lines.length) {
        hashes.add(
            Hash.ofBase64(next())
                .orElseThrow(() -> new MalformedException("hash of proof is not 32 bytes")));
      }
      return hashes;
    }
  }
}
