package io.akashi.store.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.crash.PowerLoss.Data;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulation is only worth what it takes away. */
class CrashingDiskTest {
  @TempDir Path temp;

  private Path root() throws IOException {
    return Files.createDirectories(temp.resolve("root"));
  }

  private static byte[] filled(int value, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static void write(CrashingDisk disk, Path path, int value, int length, long at)
      throws IOException {
    try (DiskFile file = disk.openForWrite(path)) {
      file.write(ByteBuffer.wrap(filled(value, length)), at);
    }
  }

  /** The names left and the lengths of their files. */
  private Map<String, Long> left(CrashingDisk disk, Data data, boolean losesNames)
      throws IOException {
    Path into = temp.resolve("left");
    disk.afterPowerLoss(new PowerLoss(data, losesNames), into);
    Map<String, Long> left = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(into)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        left.put(into.relativize(path).toString(), Files.size(path));
      }
    }
    CrashingDisk.deleteAll(into);
    return left;
  }

  @Test
  void losesDataThatWereNotSynced() throws IOException {
    CrashingDisk disk = CrashingDisk.sound(root());
    Path a = root().resolve("a");
    write(disk, a, 1, 600, 0);
    disk.sync(a);
    write(disk, a, 2, 5_000, 600);
    disk.syncDirectory(root());
    assertThat(left(disk, Data.KEPT, true)).isEqualTo(Map.of("a", 5_600L));
    assertThat(left(disk, Data.LOST, true)).isEqualTo(Map.of("a", 600L));
    assertThat(left(disk, Data.TORN_512, true)).isEqualTo(Map.of("a", 5_120L));
    assertThat(left(disk, Data.TORN_4096, true)).isEqualTo(Map.of("a", 4_096L));
  }

  @Test
  void losesNamesThatWereNotSynced() throws IOException {
    Files.write(root().resolve("old"), new byte[1]);
    Files.write(root().resolve("gone"), new byte[2]);
    CrashingDisk disk = CrashingDisk.sound(root());
    write(disk, root().resolve("new"), 1, 3, 0);
    disk.sync(root().resolve("new"));
    disk.rename(root().resolve("old"), root().resolve("renamed"));
    disk.delete(root().resolve("gone"));
    assertThat(left(disk, Data.LOST, false)).isEqualTo(Map.of("new", 3L, "renamed", 1L));
    assertThat(left(disk, Data.LOST, true)).isEqualTo(Map.of("old", 1L, "gone", 2L));
    disk.syncDirectory(root());
    assertThat(left(disk, Data.LOST, true)).isEqualTo(Map.of("new", 3L, "renamed", 1L));
  }

  @Test
  void losesAFolderWithAllInItUntilItsNameIsSynced() throws IOException {
    CrashingDisk disk = CrashingDisk.sound(root());
    Path inner = root().resolve(".tmp-1");
    disk.createDirectory(inner);
    // DuckDB writes by itself.
    Files.write(inner.resolve("entries.parquet"), new byte[9_000]);
    assertThat(left(disk, Data.KEPT, false)).isEqualTo(Map.of(".tmp-1/entries.parquet", 9_000L));
    assertThat(left(disk, Data.TORN_4096, false))
        .isEqualTo(Map.of(".tmp-1/entries.parquet", 4_096L));
    assertThat(left(disk, Data.LOST, false)).isEqualTo(Map.of(".tmp-1/entries.parquet", 0L));
    disk.sync(inner.resolve("entries.parquet"));
    disk.syncDirectory(inner);
    disk.rename(inner, root().resolve("0-256"));
    assertThat(left(disk, Data.LOST, true)).isEmpty();
    disk.syncDirectory(root());
    assertThat(left(disk, Data.LOST, true)).isEqualTo(Map.of("0-256/entries.parquet", 9_000L));
  }

  @Test
  void endsTheProcessBeforeTheOperationAndForGood() throws IOException {
    CrashingDisk disk = new CrashingDisk(root(), Fault.crashAt(2));
    Path a = root().resolve("a");
    assertThatThrownBy(() -> write(disk, a, 1, 10, 0)).isInstanceOf(CrashException.class);
    assertThat(a).isEmptyFile();
    assertThatThrownBy(() -> disk.readAll(a, 1)).isInstanceOf(CrashException.class);
    assertThatThrownBy(() -> disk.delete(a)).isInstanceOf(CrashException.class);
  }

  @Test
  void enumerationFindsAMissingSync() throws Exception {
    CrashScenario forgetful =
        new CrashScenario() {
          private boolean promised;

          @Override
          public void run(Disk disk, Path root) throws Exception {
            try (DiskFile file = disk.openForWrite(root.resolve("a"))) {
              file.write(ByteBuffer.wrap(filled(1, 10)), 0);
              file.sync();
            }
            promised = true;
          }

          @Override
          public void check(Disk disk, Path root) {
            assertThat(!promised || disk.exists(root.resolve("a"))).isTrue();
          }
        };
    assertThatThrownBy(() -> CrashEnumeration.run(temp, () -> forgetful))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("losesNames=true");
  }
}
