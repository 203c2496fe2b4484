package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The two ways to the root, {@link Frontier} and {@link RootByTiles}, against RFC 6962. */
class RootTest {
  // The classic eight leaves and their roots (transparency-dev/merkle).
  private static final String[] LEAVES = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f"
  };

  @Test
  void hashesAsTheRfcSays() {
    assertThat(Rfc6962.emptyRoot().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Rfc6962.leaf(new byte[0]).hex())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(leafOf("L123456"))
        .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
    Frontier eight = new Frontier();
    for (String leaf : LEAVES) {
      eight.append(Rfc6962.leaf(HexFormat.of().parseHex(leaf)));
    }
    assertThat(eight.root().hex())
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Test
  void hotPathHasherWritesTheSameLeafHash() {
    byte[] buf = "..L123456..".getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[40];
    LeafHasher hasher = new LeafHasher();
    hasher.leaf(buf, 0, 3, out, 0);
    hasher.leaf(buf, 2, 7, out, 5);
    assertThat(Hash.of(out, 5).hex()).isEqualTo(leafOf("L123456"));
  }

  @Test
  void bothWaysGiveTheRootOfTheRfcAtEverySize() {
    List<Hash> leaves = leaves(1_100);
    Frontier frontier = new Frontier();
    RootByTiles tiles = new RootByTiles();
    for (int size = 0; size <= leaves.size(); size++) {
      Hash root = ReferenceTree.root(leaves.subList(0, size));
      assertThat(frontier.root()).isEqualTo(root);
      assertThat(tiles.root()).isEqualTo(root);
      assertThat(frontier.size()).isEqualTo(size);
      if (size < leaves.size()) {
        frontier.append(leaves.get(size));
        tiles.append(leaves.get(size));
      }
    }
  }

  @Test
  void tilesStartAtAnyKnownEdge() {
    List<Hash> leaves = leaves(140_000);
    Random random = new Random(42);
    for (int round = 0; round < 40; round++) {
      int known = round % 4 == 0 ? random.nextInt(3) * 65_536 : random.nextInt(140_000);
      int added = round % 3 == 0 ? random.nextInt(140_000 - known) : random.nextInt(600);
      int size = Math.min(known + added, leaves.size());
      Frontier start = frontier(leaves.subList(0, known));
      RootByTiles tiles = new RootByTiles(start);
      tiles.append(flat(leaves.subList(known, size)), 0, size - known);
      assertThat(tiles.size()).isEqualTo(size);
      assertThat(tiles.root())
          .as("from %d to %d", known, size)
          .isEqualTo(ReferenceTree.root(leaves.subList(0, size)));
    }
  }

  @Test
  void edgeIsRestoredFromItsHashes() {
    List<Hash> leaves = leaves(777);
    Frontier edge = frontier(leaves);
    Frontier restored = Frontier.of(777, edge.hashes());
    Frontier copy = edge.copy();
    edge.append(leaves.getFirst());
    restored.append(leaves.getFirst());
    assertThat(restored.root()).isEqualTo(edge.root());
    assertThat(copy.root()).isEqualTo(ReferenceTree.root(leaves));
    assertThatThrownBy(() -> Frontier.of(3, List.of(Rfc6962.emptyRoot())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void appendsCompleteSubtreesOnlyWhereTheyFit() {
    List<Hash> leaves = leaves(512 + 256 + 5);
    Frontier frontier = new Frontier();
    for (int from = 0; from < 768; from += 256) {
      frontier.appendSubtree(8, ReferenceTree.root(leaves.subList(from, from + 256)));
    }
    leaves.subList(768, 773).forEach(frontier::append);
    assertThat(frontier.root()).isEqualTo(ReferenceTree.root(leaves));
    assertThatThrownBy(() -> frontier.appendSubtree(1, leaves.getFirst()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String leafOf(String text) {
    return Rfc6962.leaf(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static Frontier frontier(List<Hash> leaves) {
    Frontier frontier = new Frontier();
    byte[] flat = flat(leaves);
    for (int i = 0; i < leaves.size(); i++) {
      frontier.append(flat, i * Hash.BYTES);
    }
    return frontier;
  }

  private static byte[] flat(List<Hash> hashes) {
    byte[] flat = new byte[hashes.size() * Hash.BYTES];
    for (int i = 0; i < hashes.size(); i++) {
      hashes.get(i).copyTo(flat, i * Hash.BYTES);
    }
    return flat;
  }

  private static List<Hash> leaves(int count) {
    List<Hash> leaves = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      leaves.add(Rfc6962.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return leaves;
  }
}
