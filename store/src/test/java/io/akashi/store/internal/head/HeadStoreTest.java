package io.akashi.store.internal.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.Book;
import io.akashi.store.crash.CrashEnumeration;
import io.akashi.store.crash.CrashScenario;
import io.akashi.store.crash.CrashingDisk;
import io.akashi.store.crash.Fault;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.SyncFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadStoreTest {
  @TempDir Path root;

  private static byte[] head(int size) {
    return ("akashi/clinical\n" + size + "\n" + "h".repeat(size)).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void replacesOnlyTheHeadThatWasExpected() throws IOException {
    HeadStore heads = HeadStore.open(CrashingDisk.sound(root), root.resolve("heads"));
    assertThat(heads.read(Book.CLINICAL)).isEmpty();
    assertThat(heads.swap(Book.CLINICAL, Optional.of(head(1)), head(2))).isFalse();
    assertThat(heads.swap(Book.CLINICAL, Optional.empty(), head(1))).isTrue();
    assertThat(heads.swap(Book.CLINICAL, Optional.empty(), head(2))).isFalse();
    assertThat(heads.swap(Book.CLINICAL, Optional.of(head(3)), head(2))).isFalse();
    assertThat(heads.read(Book.CLINICAL)).hasValue(head(1));
    assertThat(heads.swap(Book.CLINICAL, Optional.of(head(1)), head(2))).isTrue();
    assertThat(heads.read(Book.CLINICAL)).hasValue(head(2));
    assertThat(heads.read(Book.ROOT)).isEmpty();
  }

  @Test
  void keepsLastHeadWhenSyncFails() throws IOException {
    HeadStore sound = HeadStore.open(CrashingDisk.sound(root), root.resolve("heads"));
    assertThat(sound.swap(Book.HOUSE, Optional.empty(), head(1))).isTrue();
    HeadStore heads =
        HeadStore.open(new CrashingDisk(root, Fault.syncFails(1)), root.resolve("heads"));
    assertThatThrownBy(() -> heads.swap(Book.HOUSE, Optional.of(head(1)), head(2)))
        .isInstanceOf(SyncFailedException.class);
    assertThat(sound.read(Book.HOUSE)).hasValue(head(1));
  }

  /**
   * A reader finds the last head that was swapped in, or the one being swapped in; nothing else.
   */
  private static final class Swapping implements CrashScenario {
    private int swapped;

    @Override
    public void run(Disk disk, Path root) throws Exception {
      HeadStore heads = HeadStore.open(disk, root.resolve("heads"));
      Optional<byte[]> last = Optional.empty();
      for (int i = 1; i <= 3; i++) {
        assertThat(heads.swap(Book.ROOT, last, head(i * 700))).isTrue();
        swapped = i;
        last = Optional.of(head(i * 700));
      }
    }

    @Override
    public void check(Disk disk, Path root) throws Exception {
      HeadStore heads = HeadStore.open(disk, root.resolve("heads"));
      Optional<byte[]> found = heads.read(Book.ROOT);
      if (found.isEmpty()) {
        assertThat(swapped).isZero();
      } else {
        assertThat(found.get()).isIn(head(swapped * 700), head((swapped + 1) * 700));
      }
      assertThat(heads.swap(Book.ROOT, found, head(9))).isTrue();
      assertThat(heads.read(Book.ROOT)).hasValue(head(9));
    }
  }

  @Test
  @Tag("crash")
  void showsTheOldOrTheNewHeadAfterAnyCrash() throws Exception {
    assertThat(CrashEnumeration.run(root, Swapping::new)).isGreaterThan(100);
  }
}
