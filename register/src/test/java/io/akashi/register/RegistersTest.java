package io.akashi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are what the book says, at every length of it. */
class RegistersTest {
  private static final Account ENABLED = House.account("電子カルテ", "n001", true);
  private static final Account DISABLED = House.account("電子カルテ", "n001", false);
  private static final List<String> KEY = List.of("電子カルテ", "n001");

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() throws Exception {
    house = new House(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void keepsARowWithItsHistory() throws Exception {
    Batch first = house.registers.put(ENABLED, House.SATO).orElseThrow();
    house.pass(Duration.ofDays(1));
    house.registers.put(DISABLED, new Author("ito", "", null));
    assertThat(house.registers.put(DISABLED, House.SATO)).isEmpty();
    assertThat(house.registers.now().find(Account.class, "電子カルテ", "n001"))
        .contains(new Row<>(DISABLED, 2, House.START.plus(Duration.ofDays(1)), "ito"));
    assertThat(house.registers.history(Account.class, KEY))
        .containsExactly(
            new Change<>(0, 1, House.START, "sato", null, ENABLED, "棚卸", "院長", first.id()),
            new Change<>(
                2,
                3,
                house.now,
                "ito",
                ENABLED,
                DISABLED,
                "",
                null,
                house.registers.now().batches().getLast().id()));
  }

  @Test
  void showsTheStateOfEveryLengthAndTime() throws Exception {
    house.registers.put(ENABLED, House.SATO);
    house.pass(Duration.ofDays(1));
    house.registers.put(DISABLED, House.SATO);
    house.pass(Duration.ofDays(1));
    house.registers.close(Account.class, KEY, House.SATO);
    Registers anew = house.anew();
    for (Registers registers : List.of(house.registers, anew)) {
      assertThat(registers.at(1).find(Account.class, KEY)).isEmpty();
      assertThat(registers.at(2).find(Account.class, KEY).orElseThrow().value()).isEqualTo(ENABLED);
      assertThat(registers.at(3).find(Account.class, KEY).orElseThrow().value()).isEqualTo(ENABLED);
      assertThat(registers.at(4).find(Account.class, KEY).orElseThrow().value())
          .isEqualTo(DISABLED);
      assertThat(registers.now().find(Account.class, KEY)).isEmpty();
      Instant start = House.START;
      assertThat(registers.at(start.minusMillis(1)).size(Account.class)).isZero();
      assertThat(registers.at(start.plus(Duration.ofHours(23))).index()).isEqualTo(2);
      assertThat(registers.at(start.plus(Duration.ofDays(1))).index()).isEqualTo(4);
      assertThat(registers.at(start.plus(Duration.ofDays(9))).size(Account.class)).isZero();
    }
  }

  @Test
  void neverFoldsABatchWithoutItsCommit() throws Exception {
    house.registers.put(ENABLED, House.SATO);
    house.registers.put(DISABLED, House.SATO);
    List<Arrival> entries = house.entries();
    try (House other = new House(folder.resolve("other"))) {
      other.append(entries.subList(0, 3));
      assertThat(other.registers.follow().find(Account.class, KEY).orElseThrow().value())
          .isEqualTo(ENABLED);
      other.append(entries.subList(3, 4));
      assertThat(other.registers.follow().find(Account.class, KEY).orElseThrow().value())
          .isEqualTo(DISABLED);
    }
  }

  @Test
  void refusesABatchThatLacksAChange() throws Exception {
    house.registers.put(ENABLED, House.SATO);
    try (House other = new House(folder.resolve("other"))) {
      other.append(house.entries().subList(1, 2));
      State state = other.registers.follow();
      assertThat(state.size(Account.class)).isZero();
      assertThat(state.batches().getFirst().refusal()).contains("its commit counts");
    }
  }

  @Test
  void refusesABatchOneByteOfWhichIsDifferent() throws Exception {
    house.registers.put(ENABLED, House.SATO);
    List<Arrival> entries = new ArrayList<>(house.entries());
    byte[] payload =
        new String(entries.getFirst().payload(), java.nio.charset.StandardCharsets.UTF_8)
            .replace("User", "Usor")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Arrival first = entries.getFirst();
    entries.set(
        0,
        new Arrival(
            first.receivedMicros(),
            first.source(),
            first.transport(),
            first.peer(),
            first.framing(),
            first.keys(),
            payload));
    try (House other = new House(folder.resolve("other"))) {
      other.append(entries);
      assertThat(other.registers.follow().size(Account.class)).isZero();
    }
  }

  /**
   * Two writers on one state: whose commit is first in the book wins, the other's changes nothing.
   */
  @Test
  void letsTheOrderOfCommitsDecideBetweenTwoWriters() throws Exception {
    Account other = House.account("電子カルテ", "n002", true);
    house.registers.put(ENABLED, House.SATO);
    List<Arrival> base = house.entries();
    house.registers.put(DISABLED, House.SATO);
    List<Arrival> mine = house.entries().subList(2, 4);
    List<Arrival> theirs;
    try (House second = new House(folder.resolve("second"))) {
      second.append(base);
      second.registers.follow();
      second.registers.put(
          new Account("電子カルテ", "n001", "9", null, null, null, null, null, null, null, null, null),
          new Author("ito", "", null));
      second.registers.put(other, new Author("ito", "", null));
      theirs = second.entries().subList(2, 6);
    }
    try (House third = new House(folder.resolve("third"))) {
      third.append(base);
      third.append(List.of(mine.get(0), theirs.get(0), mine.get(1), theirs.get(1)));
      third.append(theirs.subList(2, 4));
      State state = third.registers.follow();
      assertThat(state.find(Account.class, KEY).orElseThrow().value()).isEqualTo(DISABLED);
      assertThat(state.batches().get(1).refusal()).isNull();
      assertThat(state.batches().get(2).refusal()).contains("changed by somebody else");
      assertThat(state.find(Account.class, "電子カルテ", "n002")).isPresent();
      assertThat(third.anew().now().batches()).isEqualTo(state.batches());
    }
  }

  @Test
  void tellsAWriterThatSomebodyWasFaster() throws Exception {
    assertThatThrownBy(() -> house.registers.close(Account.class, KEY, House.SATO))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("there is no row");
  }

  @Test
  void passesOverEntriesOfOthersAndWhatIsNoChange() throws Exception {
    house.registers.put(ENABLED, House.SATO);
    List<Arrival> entries = new ArrayList<>(house.entries());
    Arrival first = entries.getFirst();
    entries.add(
        0,
        new Arrival(
            first.receivedMicros(),
            first.source(),
            first.transport(),
            first.peer(),
            first.framing(),
            first.keys(),
            "{\"fields\":{\"entry\":\"change\"}}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    try (House other = new House(folder.resolve("other"))) {
      other.append(entries);
      assertThat(other.registers.follow().size(Account.class)).isEqualTo(1);
    }
  }
}
