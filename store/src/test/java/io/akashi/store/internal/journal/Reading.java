package io.akashi.store.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Everything a journal holds, read to its end.
 *
 * @param entries by index
 */
record Reading(TreeMap<Long, String> entries, List<Damage> damage) {
  /** Reads all, and checks that every index came exactly once. */
  static Reading of(Journal journal) throws IOException {
    return of(journal, journal.first());
  }

  static Reading of(Journal journal, long from) throws IOException {
    var reading = new Reading(new TreeMap<>(), new ArrayList<>());
    long expected = from;
    try (JournalCursor cursor = journal.read(from)) {
      for (var step = cursor.next(); step != JournalCursor.Step.END; step = cursor.next()) {
        switch (step) {
          case ENTRY -> {
            assertThat(cursor.index()).isEqualTo(expected);
            String text = new String(cursor.entry(), StandardCharsets.UTF_8);
            reading.entries.put(cursor.index(), text);
            expected++;
          }
          case DAMAGE -> {
            assertThat(cursor.damage().range().first()).isEqualTo(expected);
            reading.damage.add(cursor.damage());
            expected = cursor.damage().range().end();
          }
          case FORGOTTEN, END -> throw new AssertionError(step + " at " + cursor.nextIndex());
        }
        assertThat(cursor.nextIndex()).isEqualTo(expected);
      }
    }
    assertThat(expected).isEqualTo(journal.durableEnd());
    return reading;
  }

  List<String> texts() {
    return List.copyOf(entries.values());
  }

  long lost() {
    return damage.stream().mapToLong(each -> each.range().count()).sum();
  }
}
