package io.akashi.store.internal.lookup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdCompressCtx;
import io.akashi.store.internal.disk.OsDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lookup and words files have in common, and no byte of it changed unseen. */
class BlockFileTest {
  private static final byte[] MAGIC = "AKASHIT1".getBytes(US_ASCII);
  private static final byte[] DIRECTORY = "where the blocks lie".getBytes(US_ASCII);
  private static final byte[] BLOCK = "a block, a block, a block".getBytes(US_ASCII);

  @TempDir Path folder;

  private static byte[] packed() {
    try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
      zstd.setChecksum(true);
      return zstd.compress(BLOCK);
    }
  }

  private void read(byte[] content) throws IOException {
    Path path = Files.write(folder.resolve("file"), content);
    try (BlockFile file = BlockFile.open(new OsDisk(), path)) {
      ByteBuffer directory = file.directory(MAGIC);
      assertThat(directory).isEqualTo(ByteBuffer.wrap(DIRECTORY));
      assertThat(file.block(BlockFile.firstBlock(directory), packed().length, BLOCK.length))
          .isEqualTo(ByteBuffer.wrap(BLOCK));
    }
  }

  @Test
  void refusesEachChangedByteAndEachLength() throws IOException {
    byte[] whole = BlockFile.content(MAGIC, DIRECTORY, packed());
    read(whole);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> read(changed)).as("byte %d", at).isInstanceOf(IOException.class);
      byte[] shorter = Arrays.copyOf(whole, at);
      assertThatThrownBy(() -> read(shorter)).as("%d bytes", at).isInstanceOf(IOException.class);
    }
  }
}
