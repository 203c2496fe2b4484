package io.akashi.store.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.DiskFullException;
import io.akashi.store.Entry;
import io.akashi.store.IndexRange;
import io.akashi.store.crash.CrashEnumeration;
import io.akashi.store.crash.CrashScenario;
import io.akashi.store.crash.CrashingDisk;
import io.akashi.store.crash.Fault;
import io.akashi.store.internal.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadsTest {
  @TempDir Path root;

  private static byte[] payload(int fill) {
    byte[] payload = new byte[Entry.MAX_PAYLOAD_BYTES + 1];
    Arrays.fill(payload, (byte) fill);
    return payload;
  }

  @Test
  void keepsAPayloadUnderItsDigestOnce() throws IOException {
    CrashingDisk disk = CrashingDisk.sound(root);
    Payloads payloads = new Payloads(disk, root.resolve("payloads"));
    String digest = payloads.keep(payload(1));
    int writes = disk.writes();
    assertThat(payloads.keep(payload(1))).isEqualTo(digest);
    assertThat(disk.writes()).isEqualTo(writes);
    assertThat(payloads.has(digest)).isTrue();
    assertThat(payloads.read(digest, payload(1).length)).isEqualTo(payload(1));
    assertThat(root.resolve("payloads").resolve(digest.substring(0, 2)).resolve(digest)).exists();
  }

  @Test
  void namesDamageAndReplacesItWhenThePayloadComesAgain() throws IOException {
    Payloads payloads = new Payloads(CrashingDisk.sound(root), root);
    String digest = payloads.keep(payload(1));
    Files.write(root.resolve(digest.substring(0, 2)).resolve(digest), payload(2));
    assertThatThrownBy(() -> payloads.read(digest, payload(1).length))
        .hasMessageContaining("damaged");
    assertThat(payloads.keep(payload(1))).isEqualTo(digest);
    assertThat(payloads.read(digest, payload(1).length)).isEqualTo(payload(1));
  }

  @Test
  void refusesWhatIsNoDigestAndSaysWhatIsMissing() throws IOException {
    Payloads payloads = new Payloads(CrashingDisk.sound(root), root);
    assertThatThrownBy(() -> payloads.read("../../etc/passwd", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> payloads.read("0".repeat(64), 1))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void addsNoEntryWhenItsPayloadHasNoRoom() throws IOException {
    CrashingDisk disk = new CrashingDisk(root, Fault.diskFull(1));
    EntryBatch batch = new EntryBatch(new Payloads(disk, root.resolve("payloads")));
    batch.add(Batches.arrival("small"));
    assertThatThrownBy(() -> batch.add(Batches.arrival("x".repeat(60_001))))
        .isInstanceOf(DiskFullException.class);
    assertThat(batch.count()).isEqualTo(1);
    disk.makeRoom();
    batch.add(Batches.arrival("x".repeat(60_001)));
    assertThat(batch.count()).isEqualTo(2);
  }

  /** An acknowledged entry has its payload, whenever the power goes. */
  private static final class KeepingBeside implements CrashScenario {
    private static final JournalOptions OPTIONS =
        JournalOptions.defaults().withReserveBytes(0).withSalts(() -> 4_711);
    private final List<byte[]> acknowledged = new ArrayList<>();

    @Override
    public void run(Disk disk, Path root) throws Exception {
      Payloads payloads = new Payloads(disk, root.resolve("payloads"));
      try (Journal journal = Journal.open(disk, root.resolve("journal"), 0, 0, OPTIONS)) {
        for (int fill : new int[] {'a', 'b', 'a'}) {
          EntryBatch batch = new EntryBatch(payloads);
          batch.add(Batches.arrival(new String(payload(fill), StandardCharsets.US_ASCII)));
          CompletableFuture<IndexRange> future = journal.submit(batch);
          journal.commit();
          future.join();
          acknowledged.add(payload(fill));
        }
      }
    }

    @Override
    public void check(Disk disk, Path root) throws Exception {
      Payloads payloads = new Payloads(disk, root.resolve("payloads"));
      try (Journal journal = Journal.open(disk, root.resolve("journal"), 0, 0, OPTIONS)) {
        assertThat(journal.durableEnd()).isGreaterThanOrEqualTo(acknowledged.size());
        for (int i = 0; i < journal.durableEnd(); i++) {
          Entry entry = Entry.parse(journal.entry(i).orElseThrow());
          byte[] payload =
              payloads.read(entry.header().digest().orElseThrow(), entry.header().length());
          if (i < acknowledged.size()) {
            assertThat(payload).isEqualTo(acknowledged.get(i));
          }
        }
        // A payload that a crash left half written does not stand in the way of the whole one.
        assertThat(payloads.read(payloads.keep(payload('a')), payload('a').length))
            .isEqualTo(payload('a'));
      }
    }
  }

  @Test
  @Tag("crash")
  void everyAcknowledgedEntryHasItsPayload() throws Exception {
    assertThat(CrashEnumeration.run(root, KeepingBeside::new)).isGreaterThan(150);
  }
}
