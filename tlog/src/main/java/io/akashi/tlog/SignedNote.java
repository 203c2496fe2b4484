package io.akashi.tlog;

import io.akashi.tlog.internal.StrictBase64;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A text with signatures below it (C2SP signed-note): the text, an empty line, one line for each
 * signature. Parsing checks the form only; {@link #verify} checks the signatures.
 *
 * @param text UTF-8 text that ends with a newline and has no other control characters
 * @param signatures in the order of their lines, at least one
 */
public record SignedNote(String text, List<Signature> signatures) {
  /** Longest note that is read, in bytes. */
  public static final int MAX_BYTES = 1_000_000;

  /** Most signatures a note may carry; signed-note asks for at least 16. */
  public static final int MAX_SIGNATURES = 100;

  private static final String DASH = "— ";
  private static final int KEY_ID_BYTES = 4;

  /**
   * @throws IllegalArgumentException if the text or the number of signatures has not the form
   */
  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || hasControls(text)) {
      throw new IllegalArgumentException("text of a note must end with its only control, newline");
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("a note has 1 to 100 signatures");
    }
  }

  /**
   * One signature line.
   *
   * @param keyName name of the key
   * @param keyId first four bytes of the hash that names the key, big-endian
   * @param bytes the signature without the key ID; not copied, not to be changed
   */
  public record Signature(String keyName, int keyId, byte[] bytes) {
    /**
     * @throws IllegalArgumentException if the name is no key name or the signature is empty
     */
    public Signature {
      if (!VerifierKey.isName(keyName) || bytes.length == 0) {
        throw new IllegalArgumentException("signature without a name or without bytes");
      }
    }

    private String line() {
      byte[] all =
          ByteBuffer.allocate(KEY_ID_BYTES + bytes.length).putInt(keyId).put(bytes).array();
      return DASH + keyName + " " + StrictBase64.encode(all) + "\n";
    }
  }

  /** The text, signed by one key under the name it has there. */
  public static SignedNote sign(String text, String keyName, SigningKey key) {
    return new SignedNote(text, List.of(key.sign(keyName, text)));
  }

  /**
   * The note in these bytes, all of them.
   *
   * @throws MalformedException if they are no note
   */
  public static SignedNote parse(byte[] bytes) throws MalformedException {
    if (bytes.length > MAX_BYTES) {
      throw new MalformedException("note is longer than 1,000,000 bytes");
    }
    String note = utf8(bytes);
    if (hasControls(note)) {
      throw new MalformedException("note has a control character");
    }
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
      throw new MalformedException("note has no signatures after its last empty line");
    }
    String[] lines = note.substring(split + 2, note.length() - 1).split("\n", -1);
    if (lines.length > MAX_SIGNATURES) {
      throw new MalformedException("note has more than 100 signatures");
    }
    List<Signature> signatures = new ArrayList<>(lines.length);
    for (String line : lines) {
      signatures.add(signature(line));
    }
    return new SignedNote(note.substring(0, split + 1), signatures);
  }

  /** The note as it is stored and served. */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The same text with one signature more. */
  public SignedNote with(Signature signature) {
    List<Signature> all = new ArrayList<>(signatures);
    all.add(signature);
    return new SignedNote(text, all);
  }

  /**
   * Checks every signature that one of the keys can check. Signatures of unknown keys, and of keys
   * of unknown type, are ignored; one that is known and wrong refuses the note; without one that
   * holds the note is refused.
   */
  public Verdict verify(Collection<VerifierKey> keys) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    Set<String> holding = new LinkedHashSet<>();
    for (Signature signature : signatures) {
      for (VerifierKey key : keys) {
        if (!key.isSupported() || !key.made(signature)) {
          continue;
        }
        if (!key.verify(message, signature.bytes())) {
          return new Verdict.Refused("signature of " + key.name() + " is wrong");
        }
        holding.add(key.name());
      }
    }
    return holding.isEmpty()
        ? new Verdict.Refused("note has no signature of a known key")
        : new Verdict.Proved(List.copyOf(holding));
  }

  /** The note as text. */
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }

  private static Signature signature(String line) throws MalformedException {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      throw new MalformedException("signature line is not '— name base64'");
    }
    String name = line.substring(DASH.length(), space);
    byte[] bytes =
        StrictBase64.decode(line.substring(space + 1))
            .filter(all -> all.length > KEY_ID_BYTES)
            .orElseThrow(
                () -> new MalformedException("signature is not base64 of 5 bytes or more"));
    if (!VerifierKey.isName(name)) {
      throw new MalformedException("key name of a signature has a space or '+'");
    }
    int keyId = ByteBuffer.wrap(bytes).getInt();
    return new Signature(name, keyId, Arrays.copyOfRange(bytes, KEY_ID_BYTES, bytes.length));
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> c < ' ' && c != '\n');
  }

  private static String utf8(byte[] bytes) throws MalformedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      MalformedException malformed = new MalformedException("note is not UTF-8");
      malformed.initCause(e);
      throw malformed;
    }
  }
}
