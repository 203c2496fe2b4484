package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.store.crash.CrashEnumeration;
import io.akashi.store.crash.CrashScenario;
import io.akashi.store.crash.PowerLoss;
import io.akashi.store.internal.book.OpenStore;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.verify.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes before and after every file operation of a merge: the parts or the merged segment
 * are whole, root knows what is used, and the next merge goes on.
 */
@Tag("crash")
class MergeCrashTest {
  private static final int ENTRIES = 520;
  private static final List<PowerLoss> LOSSES =
      List.of(PowerLoss.NONE, new PowerLoss(PowerLoss.Data.LOST, true));

  @TempDir Path temp;

  @Test
  void losesNothingWhileMerging() throws Exception {
    int cases = CrashEnumeration.run(temp, Merging::new, LOSSES, 1);
    assertThat(cases).isGreaterThan(20);
  }

  private static final class Merging implements CrashScenario {
    private static OpenStore open(Disk disk, Path root) throws StoreException {
      return OpenStore.open(
          disk,
          Stores.options(root.resolve("data"))
              .sealEntries(256)
              .merging(new MergeOptions(256, 2, 512, 9, 6))
              .reserveBytes(0)
              .build());
    }

    @Override
    public void prepare(Disk disk, Path root) throws Exception {
      try (OpenStore store = open(disk, root)) {
        store.append(Book.CLINICAL, Stores.lines(0, ENTRIES)).get();
        store.step();
      }
    }

    @Override
    public void run(Disk disk, Path root) throws Exception {
      try (OpenStore store = open(disk, root)) {
        store.step();
        store.merge();
      }
    }

    @Override
    public void check(Disk disk, Path root) throws Exception {
      // The simulated disk keeps names and data, not modes; a real one keeps all three.
      Files.setPosixFilePermissions(
          root.resolve("data/log.key"), PosixFilePermissions.fromString("rw-------"));
      try (OpenStore store = open(disk, root)) {
        assertThat(store.status().signing()).isEqualTo(new Signing.Active());
        checkEntries(store);
        assertThat(new Verification(store.books(), VerifyOptions.whole()).run().damage()).isEmpty();
        store.step();
        store.merge();
        assertThat(store.books().get(Book.CLINICAL).sealed().catalogue().segments()).hasSize(1);
        checkEntries(store);
        assertThat(disk.list(root.resolve("data/books/clinical/segments"))).hasSize(1);
      }
    }

    private static void checkEntries(OpenStore store) throws Exception {
      List<Arrival> expected = Stores.lines(0, ENTRIES);
      List<byte[]> entries = store.books().get(Book.CLINICAL).read(0, ENTRIES);
      for (int i = 0; i < ENTRIES; i++) {
        assertThat(Entry.parse(entries.get(i)).payload()).isEqualTo(expected.get(i).payload());
      }
    }
  }
}
