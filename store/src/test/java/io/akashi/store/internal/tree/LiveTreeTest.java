package io.akashi.store.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree with lost entries takes over one that was read anew, but only where it knew nothing. */
class LiveTreeTest {
  private static LiveTree tree(int size, int changed, byte to) {
    LiveTree tree = new LiveTree(new Frontier());
    for (int i = 0; i < size; i++) {
      byte[] leaf = new byte[Hash.BYTES];
      leaf[0] = (byte) i;
      leaf[1] = (byte) (i >> 8);
      leaf[2] = i == changed ? to : 1;
      tree.append(leaf, 1);
    }
    return tree;
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 512, 600, 1_000})
  void becomesATreeThatDiffersWhereEntriesWereLost(int size) {
    LiveTree tree = tree(size, 270, (byte) 0);
    LiveTree.Edge right = tree(size, 270, (byte) 1).edge();

    assertThat(tree.adopt(tree(size, 270, (byte) 1), Set.of(1L)))
        .isEqualTo(LiveTree.Adoption.ADOPTED);
    assertThat(tree.edge()).isEqualTo(right);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 555, 599})
  void refusesATreeThatDiffersInABlockItKnows(int changed) {
    LiveTree tree = tree(600, -1, (byte) 0);
    LiveTree.Edge before = tree.edge();

    assertThat(tree.adopt(tree(600, changed, (byte) 2), Set.of(1L)))
        .isEqualTo(LiveTree.Adoption.CONTRADICTS);
    assertThat(tree.edge()).isEqualTo(before);
  }

  @Test
  void waitsForATreeOfItsSize() {
    assertThat(tree(600, -1, (byte) 0).adopt(tree(599, -1, (byte) 0), Set.of()))
        .isEqualTo(LiveTree.Adoption.OTHER_SIZE);
  }

  @Test
  void growsOnAfterwards() {
    LiveTree tree = tree(600, 270, (byte) 0);
    assertThat(tree.adopt(tree(600, -1, (byte) 0), Set.of(1L)))
        .isEqualTo(LiveTree.Adoption.ADOPTED);
    byte[] leaf = new byte[Hash.BYTES];
    tree.append(leaf, 1);
    LiveTree expected = tree(600, -1, (byte) 0);
    expected.append(leaf, 1);
    assertThat(tree.edge()).isEqualTo(expected.edge());
  }
}
