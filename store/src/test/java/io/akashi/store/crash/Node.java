package io.akashi.store.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** What a name stands for: a file or a folder, as it is and as the disk would remember it. */
sealed interface Node {

  /** A folder: its names now, and as of its last sync. */
  final class Folder implements Node {
    final TreeMap<String, Node> live = new TreeMap<>();
    TreeMap<String, Node> durable = new TreeMap<>();

    void sync() {
      durable = new TreeMap<>(live);
    }
  }

  /** A file: what is written lies in the real file; here is what the disk holds for certain. */
  final class File implements Node {
    byte[] durable = {};
    final List<Change> unsynced = new ArrayList<>();

    /** The content at the moment its last name went. */
    byte[] orphaned = {};

    void synced(byte[] content) {
      durable = content;
      unsynced.clear();
    }

    /** Applies what was written since the last sync. */
    void sync() {
      synced(applied(null, 0));
    }

    /** The content when everything arrived but the end of {@code torn}, cut at {@code unit}. */
    byte[] applied(Change torn, int unit) {
      byte[] content = durable;
      for (Change change : unsynced) {
        content = change.equals(torn) ? change.tornAt(unit, content) : change.applyTo(content);
      }
      return content;
    }
  }

  /**
   * A write, or a cut when there are no bytes.
   *
   * @param serial order among all changes
   */
  record Change(long serial, long position, byte[] bytes) {
    byte[] applyTo(byte[] content) {
      if (bytes == null) {
        return Arrays.copyOf(content, (int) position);
      }
      int end = (int) position + bytes.length;
      byte[] result = Arrays.copyOf(content, Math.max(content.length, end));
      System.arraycopy(bytes, 0, result, (int) position, bytes.length);
      return result;
    }

    /** Only what lies before the last border of a unit inside the write; a cut did not happen. */
    byte[] tornAt(int unit, byte[] content) {
      if (bytes == null) {
        return content;
      }
      long border = (position + bytes.length - 1) / unit * unit;
      int kept = (int) Math.max(0, border - position);
      return new Change(serial, position, Arrays.copyOf(bytes, kept)).applyTo(content);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Change change && change.serial == serial;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(serial);
    }
  }
}
