package io.akashi.store.internal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.akashi.store.DiskFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsDiskTest {
  private final Disk disk = new OsDisk();
  @TempDir Path root;

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void writesReadsAndCutsAtPositions() throws IOException {
    Path path = root.resolve("file");
    try (DiskFile file = disk.openForWrite(path)) {
      file.write(bytes("hello world"), 0);
      file.write(bytes("W"), 6);
      file.sync();
      file.truncate(9);
      assertThat(file.size()).isEqualTo(9);
    }
    disk.sync(path);
    try (DiskFile file = disk.openForRead(path)) {
      ByteBuffer into = ByteBuffer.allocate(20);
      assertThat(file.read(into, 4)).isEqualTo(5);
      assertThat(file.read(into, 9)).isZero();
      assertThat(new String(into.array(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("o Wor");
    }
    assertThat(disk.size(path)).isEqualTo(9);
  }

  @Test
  void replacesAFileAndLeavesNothingBeside() throws IOException {
    Path path = root.resolve("head");
    disk.replace(path, new byte[] {1, 2, 3});
    Files.write(root.resolve("head.tmp"), new byte[100]);
    disk.replace(path, new byte[] {4});
    assertThat(disk.readAll(path, 1)).containsExactly(4);
    assertThat(disk.list(root)).containsExactly(path);
    assertThat(root.resolve("head.tmp")).doesNotExist();
  }

  @Test
  void makesFoldersAndListsThemSorted() throws IOException {
    Path inner = root.resolve("b").resolve("c");
    disk.createDirectories(inner);
    disk.createDirectories(inner);
    disk.createDirectory(root.resolve("a"));
    disk.rename(root.resolve("a"), root.resolve("z"));
    assertThat(disk.list(root)).containsExactly(root.resolve("b"), root.resolve("z"));
    assertThat(disk.list(root.resolve("none"))).isEmpty();
    disk.delete(inner);
    disk.delete(inner);
    assertThat(disk.exists(inner)).isFalse();
    disk.syncDirectory(root);
    assertThat(disk.usableSpace(root)).isPositive();
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> disk.openForRead(root.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk.openForWrite(root.resolve("none").resolve("x")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(Files.isWritable(full)).as("only Linux has a device that is always full").isTrue();
    try (DiskFile file = disk.openForWrite(full)) {
      assertThatThrownBy(() -> file.write(bytes("x"), 0)).isInstanceOf(DiskFullException.class);
    }
  }
}
