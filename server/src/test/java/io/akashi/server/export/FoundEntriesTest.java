package io.akashi.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.Book;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoundEntriesTest {
  @Test
  void givesEachEntryOnceInOrder() throws Exception {
    FoundEntries found = new FoundEntries();
    for (long index : new long[] {70_000, 5, 0, 65_535, 5, 65_536, 999_999_999_999L}) {
      found.add(Book.CLINICAL, index);
    }
    found.add(Book.HOUSE, 1);

    List<String> given = new ArrayList<>();
    found.each((book, index) -> given.add(book.id() + index));

    assertThat(given)
        .containsExactly(
            "clinical0",
            "clinical5",
            "clinical65535",
            "clinical65536",
            "clinical70000",
            "clinical999999999999",
            "house1");
  }
}
