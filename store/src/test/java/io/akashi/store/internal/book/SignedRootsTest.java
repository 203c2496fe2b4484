package io.akashi.store.internal.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.tlog.Hash;
import io.akashi.tlog.Rfc6962;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignedRootsTest {
  @Test
  void knowsWhatATreeMapKnows() {
    SignedRoots roots = new SignedRoots();
    TreeMap<Long, Hash> expected = new TreeMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      // Mostly growing, some again, some out of order.
      long size = i % 7 == 0 ? random.nextInt(10_000) : 2L * i;
      Hash root = Rfc6962.leaf(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
      roots.put(size, root);
      expected.put(size, root);
    }

    assertThat(roots.last()).isEqualTo(expected.lastKey());
    for (long size = -1; size < 10_010; size++) {
      assertThat(roots.get(size)).isEqualTo(Optional.ofNullable(expected.get(size)));
      Long next = expected.higherKey(size);
      assertThat(roots.after(size)).isEqualTo(next == null ? Long.MAX_VALUE : next);
    }
  }

  @Test
  void isEmptyAtFirst() {
    SignedRoots roots = new SignedRoots();

    assertThat(roots.last()).isZero();
    assertThat(roots.get(0)).isEmpty();
    assertThat(roots.after(0)).isEqualTo(Long.MAX_VALUE);
  }
}
