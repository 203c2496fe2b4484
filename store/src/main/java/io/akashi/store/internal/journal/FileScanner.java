package io.akashi.store.internal.journal;

import io.akashi.store.Entry;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.journal.JournalFormat.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the durable entries of one file in order and steps over damage: every index below {@link
 * #extend}'s {@code until} comes exactly once, as an entry or within a damaged range. It judges
 * nothing: what is durable is for who calls to know. Not safe for use by many threads.
 */
final class FileScanner {
  private static final int LONGEST_FRAME = JournalFormat.FRAME_HEADER + Entry.MAX_BYTES;

  /** What a step found. */
  enum Step {
    ENTRY,
    DAMAGE,
    END
  }

  /**
   * Bytes that hold the frames of a group.
   *
   * @param limit index behind its last entry
   * @param end byte behind its last frame
   * @param exact whether a sound header says so, or only the next group's place
   */
  private record Frames(long limit, long end, boolean exact) {}

  private final Path path;
  private final FileWindow window;
  private final long first;
  private long until;
  private long position = JournalFormat.FILE_HEADER;
  private long next;
  private long salt;
  private boolean opened;
  private @Nullable Frames frames;
  private long groupStart;
  private long groupFirst;
  private @Nullable Damage damage;
  private int entryOffset;
  private int entryLength;

  FileScanner(Path path, FileWindow window, long first) {
    this.path = path;
    this.window = window;
    this.first = first;
    this.next = first;
  }

  /** Entries below {@code until} are durable and lie in the first {@code bytes} of the file. */
  void extend(long until, long bytes) {
    this.until = until;
    window.limit(bytes);
  }

  /** Begins at a group known from an earlier reading instead of at the first. */
  void begin(long index, long groupPosition) {
    next = index;
    position = groupPosition;
  }

  /** The next entry or damage; {@link Step#END} when {@code until} is reached, for now. */
  Step next() throws IOException {
    if (!opened) {
      opened = true;
      if (!open()) {
        return Step.DAMAGE;
      }
    }
    while (true) {
      if (frames != null && next == frames.limit()) {
        if (!leave(frames)) {
          return Step.DAMAGE;
        }
        continue;
      }
      if (next >= until) {
        return Step.END;
      }
      if (frames == null) {
        if (!enter()) {
          return Step.DAMAGE;
        }
        continue;
      }
      int length = frame(position, next, frames.end());
      if (length < 0) {
        resync(frames);
        return Step.DAMAGE;
      }
      entryOffset = window.at(position, JournalFormat.FRAME_HEADER + length);
      entryOffset += JournalFormat.FRAME_HEADER;
      entryLength = length;
      position += JournalFormat.FRAME_HEADER + length;
      next++;
      return Step.ENTRY;
    }
  }

  /** Index of the entry last found. */
  long index() {
    return next - 1;
  }

  /** The array that holds the entry last found; valid until the next step. */
  byte[] array() {
    return window.array();
  }

  int entryOffset() {
    return entryOffset;
  }

  int entryLength() {
    return entryLength;
  }

  /** The damage last found. */
  Damage damage() {
    if (damage == null) {
      throw new IllegalStateException("the last step found no damage");
    }
    return damage;
  }

  /** Index behind the last entry or damaged range. */
  long nextIndex() {
    return next;
  }

  /** Where reading stands, in bytes. */
  long position() {
    return position;
  }

  /** The file's salt, once a step was made; 0 when the file does not say. */
  long salt() {
    return salt;
  }

  /** Index of the first entry of the group reading is in. */
  long groupFirst() {
    return groupFirst;
  }

  /** Where the header of that group lies. */
  long groupStart() {
    return groupStart;
  }

  /** Index behind the group a sound header announces here, or the next index outside of groups. */
  long groupLimit() {
    return frames != null && frames.exact() ? frames.limit() : next;
  }

  /** Reads the file header; false when it is damaged, and then the salt comes from a group. */
  private boolean open() throws IOException {
    int at = window.at(0, JournalFormat.FILE_HEADER);
    if (at >= 0) {
      OptionalLong found = JournalFormat.salt(window.array(), at, first);
      if (found.isPresent()) {
        salt = found.getAsLong();
        return true;
      }
    }
    for (long p = JournalFormat.FILE_HEADER; p < window.limit(); p += JournalFormat.ALIGNMENT) {
      at = window.at(p, JournalFormat.GROUP_HEADER);
      if (at >= 0 && JournalFormat.isGroup(window.array(), at)) {
        salt = JournalFormat.saltOfGroup(window.array(), at);
        break;
      }
    }
    report(next, 0, Math.min(JournalFormat.FILE_HEADER, window.limit()), "file header is damaged");
    return false;
  }

  /** The sound group header at a position, or null. */
  @Nullable Group group(long at) throws IOException {
    int offset = window.at(at, JournalFormat.GROUP_HEADER);
    return offset < 0 ? null : JournalFormat.group(window.array(), offset, salt);
  }

  /** Steps to the frames of the next group; false when damage was found instead. */
  private boolean enter() throws IOException {
    Group group = group(position);
    if (group != null && group.first() == next) {
      groupFirst = next;
      groupStart = position;
      position += JournalFormat.GROUP_HEADER;
      if (group.count() > 0) {
        long end = Math.min(position + group.bytes(), window.limit());
        frames = new Frames(group.end(), end, true);
      }
      return true;
    }
    if (group != null && group.first() > next) {
      long to = Math.min(group.first(), until);
      report(to, position, position, "entries are missing before this group");
      return false;
    }
    if (position >= window.limit()) {
      report(until, position, position, "the file ends too early");
      return false;
    }
    Group follower = null;
    long at = position + JournalFormat.ALIGNMENT;
    for (; at < window.limit() && follower == null; at += JournalFormat.ALIGNMENT) {
      follower = group(at);
      if (follower != null && follower.first() < next) {
        follower = null;
      }
    }
    groupFirst = next;
    groupStart = position;
    frames =
        follower == null
            ? new Frames(until, window.limit(), false)
            : new Frames(Math.min(follower.first(), until), at - JournalFormat.ALIGNMENT, false);
    long from = position;
    position = Math.min(position + JournalFormat.GROUP_HEADER, frames.end());
    report(next, from, position, "group header is damaged");
    return false;
  }

  /** Steps behind a group whose entries are all accounted for; false when damage was found. */
  private boolean leave(Frames left) throws IOException {
    frames = null;
    long from = position;
    if (!left.exact()) {
      position = left.end();
      return true;
    }
    int padding = JournalFormat.padding(left.end());
    position = left.end() + padding;
    if (from == left.end() && isZero(from, padding)) {
      return true;
    }
    report(next, from, position, "bytes behind the last frame of a group are not as written");
    return false;
  }

  /** Whether these bytes are there and zero. */
  boolean isZero(long from, int count) throws IOException {
    int at = window.at(from, count);
    for (int i = 0; at >= 0 && i < count; i++) {
      if (window.array()[at + i] != 0) {
        return false;
      }
    }
    return at >= 0;
  }

  /** Length of the sound frame of that index within {@code end}, or -1. */
  int frame(long at, long index, long end) throws IOException {
    int length = length(at, end);
    if (length < 0) {
      return -1;
    }
    int offset = window.at(at, JournalFormat.FRAME_HEADER + length);
    int check = (int) JournalFormat.INT.get(window.array(), offset + 4);
    int crc = JournalFormat.crc(window.array(), offset + JournalFormat.FRAME_HEADER, length);
    return check == JournalFormat.check(crc, salt, index) ? length : -1;
  }

  /** The length a frame here claims, or -1 when it cannot be one. */
  private int length(long at, long end) throws IOException {
    int offset = at + JournalFormat.FRAME_HEADER > end ? -1 : window.at(at, 8);
    if (offset < 0) {
      return -1;
    }
    int length = (int) JournalFormat.INT.get(window.array(), offset);
    boolean possible =
        length > 0
            && length <= Entry.MAX_BYTES
            && at + JournalFormat.FRAME_HEADER + length <= end
            && window.at(at, JournalFormat.FRAME_HEADER + length) >= 0;
    return possible ? length : -1;
  }

  /** Finds the next sound frame behind a bad one, and reports what lies between. */
  private void resync(Frames in) throws IOException {
    long from = position;
    int claimed = length(position, in.end());
    long guess = claimed < 0 ? position : position + JournalFormat.FRAME_HEADER + claimed;
    if (claimed >= 0 && next + 1 < in.limit() && frame(guess, next + 1, in.end()) >= 0) {
      position = guess;
      report(next + 1, from, guess, "entry is damaged");
      return;
    }
    for (long p = from + 1; p + JournalFormat.FRAME_HEADER < in.end(); p++) {
      // One load for all looks at this place: the window moves on, never back and forth.
      window.at(p, (int) Math.min(LONGEST_FRAME, in.end() - p));
      long index = soundIndex(p, in);
      if (index >= 0) {
        position = p;
        report(index, from, p, "frames are damaged");
        return;
      }
    }
    position = in.end();
    report(in.limit(), from, in.end(), "frames are damaged");
  }

  /** The index of the frame here, when it and what follows it are sound; else -1. */
  private long soundIndex(long at, Frames in) throws IOException {
    int length = length(at, in.end());
    if (length < 0) {
      return -1;
    }
    int offset = window.at(at, JournalFormat.FRAME_HEADER + length);
    int check = (int) JournalFormat.INT.get(window.array(), offset + 4);
    int crc = JournalFormat.crc(window.array(), offset + JournalFormat.FRAME_HEADER, length);
    int low = JournalFormat.indexOf(check, crc, salt);
    long index = next + Integer.toUnsignedLong(low - (int) next);
    if (index >= in.limit()) {
      return -1;
    }
    long behind = at + JournalFormat.FRAME_HEADER + length;
    boolean last = index + 1 == in.limit() && in.end() - behind < JournalFormat.ALIGNMENT;
    return last || frame(behind, index + 1, in.end()) >= 0 ? index : -1;
  }

  /** Accounts for the entries from the next one up to {@code to} as damaged. */
  private void report(long to, long fromByte, long toByte, String reason) {
    damage = new Damage(IndexRange.between(next, to), path, fromByte, toByte, reason);
    next = to;
  }
}
