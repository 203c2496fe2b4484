package io.akashi.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class HospitalTest {
  private static final LocalDate DAY = Reading.LAST.minusDays(1);

  /** Changes only with a new seed of the demonstration: whoever compares figures relies on it. */
  private static final String DIGEST =
      "c60fa5f9f83d147ccb25878483fd9239fe31dcd0b70fffe4b8d9bb3f8d84faa8";

  private final Hospital hospital = Hospital.of(1, Reading.LAST, Volume.DEMO);

  @Test
  void writesTheSameBytesForTheSameSeedAndDay() throws Exception {
    assertThat(digest(hospital)).isEqualTo(DIGEST);
    assertThat(digest(Hospital.of(1, Reading.LAST, Volume.DEMO))).isEqualTo(DIGEST);
  }

  @Test
  void writesOthersForAnotherSeed() throws Exception {
    assertThat(digest(Hospital.of(2, Reading.LAST, Volume.DEMO))).isNotEqualTo(DIGEST);
  }

  @Test
  void keepsTheSameRegistersForTheSameSeed() {
    List<String> once = registers(hospital);
    assertThat(registers(Hospital.of(1, Reading.LAST, Volume.FULL))).isEqualTo(once);
    assertThat(once.getFirst()).startsWith("\ufeff職員番号,").contains("n0310101,3階東病棟,");
  }

  @Test
  void hasThePeopleAndMachinesOfThreeHundredBeds() {
    assertThat(hospital.staff()).hasSize(900);
    assertThat(hospital.staff()).extracting(Employee::id).doesNotHaveDuplicates();
    assertThat(hospital.staff()).allSatisfy(each -> assertThat(each.id()).matches("[a-z]\\d{7}"));
    assertThat(hospital.terminals()).hasSize(600);
    assertThat(hospital.terminals()).extracting(Terminal::address).doesNotHaveDuplicates();
    assertThat(hospital.servers()).hasSize(40);
    assertThat(hospital.servers()).extracting(Server::name).doesNotHaveDuplicates();
    int beds =
        hospital.staff().stream()
            .map(Employee::department)
            .distinct()
            .mapToInt(Department::beds)
            .sum();
    assertThat(beds).isEqualTo(300);
  }

  @Test
  void writesInTheOrderOfTimeWithinTheHour() {
    List<Message> hour = new ArrayList<>();
    hospital.hour(DAY.atTime(10, 0), hour::add);
    assertThat(hour).extracting(Message::at).isSorted();
    assertThat(hour.getFirst().at()).isAfterOrEqualTo(DAY.atTime(10, 0));
    assertThat(hour.getLast().at()).isBefore(DAY.atTime(11, 0));
  }

  @Test
  void isBusierByDayAndOnWorkingDays() {
    LocalDate friday = Reading.LAST.minusDays(2);
    assertThat(count(friday, 10)).isGreaterThan(3 * count(friday, 3));
    assertThat(count(friday, 10)).isGreaterThan(2 * count(Reading.LAST, 10));
  }

  @Test
  void takesFullHoursOnly() {
    assertThatThrownBy(() -> hospital.hour(DAY.atTime(10, 30), message -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private long count(LocalDate day, int hour) {
    List<Message> messages = new ArrayList<>();
    hospital.hour(day.atTime(hour, 0), messages::add);
    return messages.stream().filter(each -> each.system() == LogSystem.RECORD).count();
  }

  private static List<String> registers(Hospital hospital) {
    return hospital.registers().stream()
        .map(file -> new String(file.csv(), StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }

  private static String digest(Hospital hospital) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    hospital.day(DAY, message -> sha256.update(message.octets()));
    return HexFormat.of().formatHex(sha256.digest());
  }
}
