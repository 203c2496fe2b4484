package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and bundles of C2SP tlog-tiles. */
class TilesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 1234067, 256, tile/0/x001/x234/067",
    "63, 999, 1, tile/63/999.p/1",
    "1, 1000, 17, tile/1/x001/000.p/17",
    "-1, 0, 255, tile/entries/000.p/255",
    "-1, 9223372036854775807, 256, tile/entries/x009/x223/x372/x036/x854/x775/807",
  })
  void writesAndReadsPaths(int level, long index, int width, String text) {
    TilePath path = new TilePath(level, index, width);
    assertThat(path.format()).isEqualTo(text);
    assertThat(TilePath.parse(text)).contains(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile/0/0",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000/",
        "/tile/0/000",
        "tile/entries/x009/x223/x372/x036/x854/x775/808",
        "tile/entries/x001/x000/x000/x000/x000/x000/x000/000",
        "tile/0/../000",
        "tile/0/٠٠٠",
      })
  void refusesPathsThatAreNotCanonical(String text) {
    assertThat(TilePath.parse(text)).isEmpty();
  }

  @Test
  void knowsTheTilesOfSizeSeventyThousand() {
    // The example of the specification.
    long size = 70_000;
    assertThat(TilePath.widthAt(0, 272, size)).isEqualTo(256);
    assertThat(TilePath.widthAt(0, 273, size)).isEqualTo(112);
    assertThat(TilePath.widthAt(TilePath.ENTRIES, 273, size)).isEqualTo(112);
    assertThat(TilePath.widthAt(0, 274, size)).isZero();
    assertThat(TilePath.widthAt(1, 0, size)).isEqualTo(256);
    assertThat(TilePath.widthAt(1, 1, size)).isEqualTo(17);
    assertThat(TilePath.widthAt(2, 0, size)).isEqualTo(1);
    assertThat(TilePath.widthAt(3, 0, size)).isZero();
    assertThat(TilePath.widthAt(63, 0, Long.MAX_VALUE)).isZero();
  }

  @Test
  void readsItsOwnBundles() throws MalformedException {
    List<byte[]> entries = List.of(new byte[0], new byte[] {1}, new byte[0xFFFF]);
    byte[] bundle = EntryBundle.encode(entries);
    assertThat(bundle).hasSize(6 + 1 + 0xFFFF).startsWith(0, 0, 0, 1, 1, 0xFF, 0xFF);
    List<byte[]> read = EntryBundle.decode(bundle, 3);
    assertThat(read).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(read.get(i)).isEqualTo(entries.get(i));
    }
    assertThat(EntryBundle.first(bundle, 2)).containsExactly(0, 0, 0, 1, 1);
  }

  @Test
  void refusesBundlesOfAnotherLength() {
    byte[] bundle = EntryBundle.encode(List.of(new byte[] {1, 2}, new byte[] {3}));
    for (int width : new int[] {1, 3}) {
      assertThatThrownBy(() -> EntryBundle.decode(bundle, width))
          .isInstanceOf(MalformedException.class);
    }
    for (int length = 0; length < bundle.length; length++) {
      byte[] shorter = Arrays.copyOf(bundle, length);
      assertThatThrownBy(() -> EntryBundle.decode(shorter, 2))
          .isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[0x10000])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
