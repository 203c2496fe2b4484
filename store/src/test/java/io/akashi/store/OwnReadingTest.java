package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Arrival;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Akashi wrote itself is given back in its order, wherever it lies. */
class OwnReadingTest {
  @TempDir Path folder;

  private static List<String> read(Store store, long from) throws StoreException {
    List<String> read = new ArrayList<>();
    long end =
        store.read(
            Book.REGISTER,
            from,
            (arrival, index) -> {
              assertThat(index).isEqualTo(from + read.size());
              read.add(arrival.payload().length + " " + arrival.receivedMicros());
            });
    assertThat(end).isEqualTo(from + read.size());
    return read;
  }

  private static List<String> told(List<Arrival> arrivals) {
    return arrivals.stream().map(a -> a.payload().length + " " + a.receivedMicros()).toList();
  }

  private static Arrival huge() {
    byte[] payload = new byte[Entry.MAX_PAYLOAD_BYTES + 1];
    Arrays.fill(payload, (byte) 'x');
    return Stores.arrival(1_790_000_000_000_000L, payload);
  }

  @Test
  void givesSegmentsThenTheJournalThenWhatCameMeanwhile() throws Exception {
    List<Arrival> lines = new ArrayList<>(Stores.lines(0, 255));
    lines.add(huge());
    lines.addAll(Stores.lines(256, 600));
    try (Store store = Stores.open(folder.resolve("data"))) {
      store.append(Book.REGISTER, lines.subList(0, 512)).get();
      store.step();
      store.seal();
      store.append(Book.REGISTER, lines.subList(512, 700)).get();
      assertThat(read(store, 0)).isEqualTo(told(lines.subList(0, 700)));
      store.append(Book.REGISTER, lines.subList(700, lines.size())).get();
      assertThat(read(store, 700)).isEqualTo(told(lines.subList(700, lines.size())));
      assertThat(read(store, lines.size())).isEmpty();
    }
  }

  @Test
  void givesNoEntriesThatNeedALook() throws Exception {
    try (Store store = Stores.open(folder.resolve("data"))) {
      assertThatThrownBy(() -> store.read(Book.CLINICAL, 0, (arrival, index) -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void givesWhatIsBeforeADamagedEntryAndNamesIt() throws Exception {
    Path data = folder.resolve("data");
    try (Store store = Stores.open(data)) {
      store.append(Book.REGISTER, Stores.lines(0, 10)).get();
      store.append(Book.REGISTER, Stores.lines(10, 10)).get();
      store.append(Book.REGISTER, Stores.lines(20, 10)).get();
      flip(data.resolve("books/register/journal/00000000000000000000.journal"), "閲覧 14");
      List<Long> given = new ArrayList<>();
      assertThatThrownBy(() -> store.read(Book.REGISTER, 0, (arrival, index) -> given.add(index)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("verify");
      assertThat(given).hasSize(14);
    }
  }

  private static void flip(Path file, String text) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (!Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
      at++;
    }
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }
}
