package io.akashi.store.internal.book;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.journal.Damage;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.store.internal.tree.BlockFrontier;
import io.akashi.store.internal.tree.LiveTree;
import io.akashi.tlog.Hash;
import io.akashi.tlog.LeafHasher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Feeds a tree with what the journal holds. An entry that cannot be read gets a hash that no entry
 * has, so that indexes stay and no root fits. For one thread.
 */
final class TreeFill {
  private final OpenBook book;
  private final LiveTree tree;
  private final LeafHasher hasher = new LeafHasher();
  private final byte[] leaf = new byte[Hash.BYTES];
  private final Set<Long> lostBlocks = new HashSet<>();
  private final List<Damage> lost = new ArrayList<>();
  private Optional<String> trouble = Optional.empty();

  TreeFill(OpenBook book, LiveTree tree) {
    this.book = book;
    this.tree = tree;
  }

  /** The first entries that could not be read, one sentence; empty when all could. */
  Optional<String> trouble() {
    return trouble;
  }

  /** What could not be read. */
  List<Damage> lost() {
    return lost;
  }

  /** Numbers of the blocks of 256 that hold such entries. */
  Set<Long> lostBlocks() {
    return lostBlocks;
  }

  /** From where the tree stands to the durable end. */
  void whole() throws IOException {
    while (!run()) {
      long begin = book.journal().first();
      IndexRange gone = IndexRange.between(tree.size(), begin);
      lost.add(new Damage(gone, book.place().folder(), 0, 0, "no journal file has them"));
      lose(
          begin,
          "entries before %d are in no segment and no journal file; start again when it is back"
              .formatted(begin));
    }
  }

  /** False when the journal begins behind the next entry. */
  private boolean run() throws IOException {
    try (JournalCursor cursor = book.journal().read(tree.size())) {
      while (true) {
        switch (cursor.next()) {
          case END -> {
            return true;
          }
          case FORGOTTEN -> {
            return false;
          }
          case ENTRY -> {
            hasher.leaf(cursor.array(), cursor.offset(), cursor.length(), leaf, 0);
            tree.append(leaf, 1);
          }
          case DAMAGE -> {
            lost.add(cursor.damage());
            lose(cursor.nextIndex(), cursor.damage().toString());
          }
        }
      }
    }
  }

  private void lose(long end, String why) {
    if (trouble.isEmpty()) {
      trouble =
          Optional.of(
              Checkpointer.refusal(
                  book.book(),
                  "ジャーナルが壊れています（%s）".formatted(why),
                  "the journal is damaged (%s)".formatted(why)));
    }
    for (long block = tree.size() / BlockFrontier.BLOCK;
        block * BlockFrontier.BLOCK < end;
        block++) {
      lostBlocks.add(block);
    }
    tree.lose(end);
  }
}
