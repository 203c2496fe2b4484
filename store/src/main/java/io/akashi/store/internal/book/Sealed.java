package io.akashi.store.internal.book;

import io.akashi.tlog.Frontier;
import java.io.IOException;
import java.util.List;

/** The sealed part of a book. */
public final class Sealed {
  List<Object> segments() {
    return List.of();
  }

  public long end() {
    return 0;
  }

  public Frontier frontier() {
    return new Frontier();
  }

  void level1(long block, byte[] out, int offset) throws IOException {
    throw new IOException("no segment holds block " + block);
  }

  List<byte[]> read(long from, int count) throws IOException {
    throw new IOException("no segment holds entry " + from);
  }
}
