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
 * The power goes before and after every file operation of receiving, signing, sealing and starting;
 * DuckDB's files obey the same order. Whatever is left is opened, checked wholly, and goes on.
 */
@Tag("crash")
class StoreCrashTest {
  private static final List<PowerLoss> LOSSES =
      List.of(
          PowerLoss.NONE,
          new PowerLoss(PowerLoss.Data.LOST, true),
          new PowerLoss(PowerLoss.Data.TORN_512, false),
          new PowerLoss(PowerLoss.Data.TORN_4096, true));

  @TempDir Path temp;

  @Test
  void losesNothingAcknowledgedWhileReceivingSigningAndSealing() throws Exception {
    int cases = CrashEnumeration.run(temp, Receiving::new, LOSSES, 1);
    assertThat(cases).isGreaterThan(40);
  }

  @Test
  void losesNothingAcknowledgedWhileStarting() throws Exception {
    int cases = CrashEnumeration.run(temp, Starting::new, LOSSES.subList(0, 2));
    assertThat(cases).isGreaterThan(20);
  }

  @Test
  void aCreationThatWasCutShortIsDoneAgainAndKeepsItsKey() throws Exception {
    int cases = CrashEnumeration.run(temp, Creating::new, LOSSES.subList(0, 2));
    assertThat(cases).isGreaterThan(50);
  }

  /** Makes a store; once it was there, its keys never change. */
  private static final class Creating implements CrashScenario {
    private String key = "";

    @Override
    public void run(Disk disk, Path root) throws Exception {
      try (OpenStore store = open(disk, root)) {
        key = store.verifierKey(Book.ROOT);
      }
    }

    @Override
    public void check(Disk disk, Path root) throws Exception {
      Path file = root.resolve("data/log.key");
      if (Files.exists(file)) {
        // The simulated disk keeps names and data, not modes; a real one keeps all three.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      try (OpenStore store = open(disk, root)) {
        assertThat(store.verifierKey(Book.ROOT)).matches(now -> key.isEmpty() || now.equals(key));
        store.append(Book.CLINICAL, Stores.lines(0, 3)).get();
        store.step();
        assertThat(store.status().signing()).isEqualTo(new Signing.Active());
        assertThat(new Verification(store.books(), VerifyOptions.whole()).run().damage()).isEmpty();
      }
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static OpenStore open(Disk disk, Path root) throws StoreException {
    return OpenStore.open(
        disk, Stores.options(root.resolve("data")).sealEntries(256).reserveBytes(0).build());
  }

  /** Appends, signs and seals; remembers what was acknowledged. */
  private static class Receiving implements CrashScenario {
    private int acknowledged;

    @Override
    public void prepare(Disk disk, Path root) throws Exception {
      try (OpenStore store = open(disk, root)) {
        append(store, 10);
        store.step();
      }
    }

    @Override
    public void run(Disk disk, Path root) throws Exception {
      try (OpenStore store = open(disk, root)) {
        append(store, 240);
        store.step();
        append(store, 20);
        store.step();
        append(store, 5);
        store.step();
      }
    }

    final void append(OpenStore store, int count) throws Exception {
      List<Arrival> lines = Stores.lines(acknowledged, count);
      IndexRange range = store.append(Book.CLINICAL, lines).get();
      acknowledged = Math.toIntExact(range.end());
    }

    @Override
    public void check(Disk disk, Path root) throws Exception {
      // The simulated disk keeps names and data, not modes; a real one keeps all three.
      Files.setPosixFilePermissions(
          root.resolve("data/log.key"), PosixFilePermissions.fromString("rw-------"));
      try (OpenStore store = open(disk, root)) {
        int kept = Math.toIntExact(store.books().get(Book.CLINICAL).journal().durableEnd());
        assertThat(kept).isGreaterThanOrEqualTo(acknowledged);
        store.append(Book.CLINICAL, Stores.lines(kept, 3)).get();
        store.books().notary().round();
        List<Arrival> expected = Stores.lines(0, kept + 3);
        List<byte[]> entries = store.books().get(Book.CLINICAL).read(0, kept + 3);
        for (int i = 0; i < expected.size(); i++) {
          assertThat(Entry.parse(entries.get(i)).payload()).isEqualTo(expected.get(i).payload());
        }
        assertThat(store.status().signing()).isEqualTo(new Signing.Active());
        assertThat(new Verification(store.books(), VerifyOptions.whole()).run().damage()).isEmpty();
      }
    }
  }

  /** Starts on what a run left behind: sealed, unsealed and half-done. */
  private static final class Starting extends Receiving {
    @Override
    public void prepare(Disk disk, Path root) throws Exception {
      try (OpenStore store = open(disk, root)) {
        append(store, 300);
        store.step();
      }
    }

    @Override
    public void run(Disk disk, Path root) throws Exception {
      try (OpenStore store = open(disk, root)) {
        store.step();
      }
    }
  }
}
