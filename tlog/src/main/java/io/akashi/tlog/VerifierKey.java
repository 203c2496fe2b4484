package io.akashi.tlog;

import io.akashi.tlog.internal.Ed25519;
import io.akashi.tlog.internal.Sha256;
import io.akashi.tlog.internal.StrictBase64;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Public key that checks signatures on notes, as {@code name+keyid+base64} (C2SP signed-note,
 * "vkey"). Type 1, Ed25519, is checked; a key of another type is read and kept, but {@linkplain
 * #isSupported() not supported}: its signatures count as those of an unknown key. Immutable.
 */
public final class VerifierKey {
  /** Type byte of Ed25519. */
  public static final byte ED25519 = 1;

  private final String name;
  private final int keyId;
  private final byte type;
  private final byte[] key;
  private final @Nullable PublicKey publicKey;

  private VerifierKey(String name, int keyId, byte type, byte[] key) {
    this.name = name;
    this.keyId = keyId;
    this.type = type;
    this.key = key;
    this.publicKey = type == ED25519 ? Ed25519.publicKey(key).orElse(null) : null;
  }

  /**
   * The Ed25519 key of 32 bytes under a name.
   *
   * @throws IllegalArgumentException if the name is no key name or the key has another length
   */
  public static VerifierKey ed25519(String name, byte[] key) {
    if (!isName(name) || key.length != Ed25519.KEY_BYTES) {
      throw new IllegalArgumentException("no Ed25519 key with that name and length");
    }
    return new VerifierKey(name, keyId(name, ED25519, key), ED25519, key.clone());
  }

  /**
   * The key in that text.
   *
   * @throws MalformedException if it is no verifier key, or its key ID does not fit an Ed25519 key
   */
  public static VerifierKey parse(String vkey) throws MalformedException {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length < 3 || !isName(parts[0]) || !parts[1].matches("[0-9a-f]{8}")) {
      throw new MalformedException("verifier key is not 'name+8 hex digits+base64'");
    }
    byte[] bytes =
        StrictBase64.decode(parts[2])
            .filter(all -> all.length > 1)
            .orElseThrow(() -> new MalformedException("verifier key does not end in base64"));
    int keyId = HexFormat.fromHexDigits(parts[1]);
    byte[] key = Arrays.copyOfRange(bytes, 1, bytes.length);
    VerifierKey parsed = new VerifierKey(parts[0], keyId, bytes[0], key);
    if (bytes[0] == ED25519 && (!parsed.isSupported() || keyId != keyId(parts[0], ED25519, key))) {
      throw new MalformedException("key ID of verifier key does not fit its name and key");
    }
    return parsed;
  }

  /** Name of the key; for the key of a log, its origin. */
  public String name() {
    return name;
  }

  /** The four bytes that stand before each signature, big-endian. */
  public int keyId() {
    return keyId;
  }

  /** Type byte, {@link #ED25519} or one this version cannot check. */
  public byte type() {
    return type;
  }

  /** A copy of the key as its type writes it. */
  public byte[] key() {
    return key.clone();
  }

  /** Whether {@link #verify} can check signatures of this key. */
  public boolean isSupported() {
    return publicKey != null;
  }

  /** Whether the signature line names this key. */
  public boolean made(SignedNote.Signature signature) {
    return signature.keyId() == keyId && signature.keyName().equals(name);
  }

  /** Whether the signature holds for the message; false when the type is not supported. */
  public boolean verify(byte[] message, byte[] signature) {
    return Optional.ofNullable(publicKey)
        .map(known -> Ed25519.verify(known, message, signature))
        .orElse(false);
  }

  /** The key as {@code name+keyid+base64}. */
  public String format() {
    byte[] typed = ByteBuffer.allocate(1 + key.length).put(type).put(key).array();
    return name + "+" + HexFormat.of().toHexDigits(keyId) + "+" + StrictBase64.encode(typed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifierKey that && format().equals(that.format());
  }

  @Override
  public int hashCode() {
    return keyId;
  }

  @Override
  public String toString() {
    return format();
  }

  /** Key names are not empty and have no Unicode space, no control character and no plus. */
  static boolean isName(String name) {
    return !name.isEmpty() && name.codePoints().noneMatch(VerifierKey::isForbidden);
  }

  private static boolean isForbidden(int c) {
    return c == '+'
        || Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.SURROGATE;
  }

  private static int keyId(String name, byte type, byte[] key) {
    MessageDigest digest = Sha256.digest();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(type);
    digest.update(key);
    return ByteBuffer.wrap(digest.digest()).getInt();
  }
}
