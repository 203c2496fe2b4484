package io.akashi.register.internal.fold;

import io.akashi.register.internal.entry.RegisterEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The changes of a batch as they come, and their digest. For one thread. */
public final class PendingBatch {
  /** A change and the index of its entry. */
  record Indexed(RegisterEntry.Changed change, long index) {}

  private final List<Indexed> changes = new ArrayList<>();
  private final MessageDigest digest = sha256();

  void add(RegisterEntry.Changed change, long index, byte[] payload) {
    changes.add(new Indexed(change, index));
    digest(digest, payload);
  }

  List<Indexed> changes() {
    return changes;
  }

  /** Digest of what was added. To be called once. */
  String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Digest of a whole batch, as its commit says it. */
  public static String digest(List<byte[]> payloads) {
    MessageDigest digest = sha256();
    payloads.forEach(payload -> digest(digest, payload));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void digest(MessageDigest digest, byte[] payload) {
    digest.update(payload);
    digest.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
