package io.akashi.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.hospital.internal.site.Patients;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the systems write on a working day and on the day of the attack is read in full. */
final class DecodedDayTest {
  private static final Hospital HOSPITAL = Hospital.of(1, Reading.LAST, Volume.DEMO);
  private static final Map<LogSystem, List<Message>> MESSAGES = new EnumMap<>(LogSystem.class);

  /** What each system writes about, at least. */
  private static final Map<LogSystem, Set<String>> KINDS =
      Map.of(
          LogSystem.RECORD,
          Set.of(
              "login",
              "logout",
              "login_failure",
              "read",
              "create",
              "update",
              "search",
              "print",
              "export"),
          LogSystem.IMAGES,
          Set.of("read", "create"),
          LogSystem.REGIONAL,
          Set.of("read"),
          LogSystem.WINDOWS,
          Set.of(
              "login",
              "logout",
              "login_failure",
              "log_cleared",
              "service_installed",
              "permission_change",
              "time_change"),
          LogSystem.VPN,
          Set.of("login", "logout", "login_failure"),
          LogSystem.FIREWALL,
          Set.of("connection_allowed", "connection_blocked"),
          LogSystem.LINUX,
          Set.of("login", "logout", "execute"),
          LogSystem.DATABASE,
          Set.of("read", "create"),
          LogSystem.BACKUP,
          Set.of("backup_success", "backup_failure", "config_change", "note"),
          LogSystem.MALWARE,
          Set.of("pattern_update", "malware", "config_change"));

  @BeforeAll
  static void write() {
    for (int back : new int[] {2, 1}) {
      HOSPITAL.day(
          Reading.LAST.minusDays(back),
          message ->
              MESSAGES.computeIfAbsent(message.system(), _ -> new ArrayList<>()).add(message));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isReadInFullUnlessTheSenderIsBroken(LogSystem system) {
    Set<String> kinds = new TreeSet<>();
    for (Message message : MESSAGES.get(system)) {
      List<AuditEvent> events = Reading.events(message);
      String text = new String(message.octets(), StandardCharsets.UTF_8);
      assertThat(events).as(text).hasSize(1);
      AuditEvent event = events.getFirst();
      if (message.fault() != Fault.CUT) {
        assertThat(event.text(Column.DECODE_STATUS))
            .as("%s: %s", event.text(Column.DECODE_NOTE), text)
            .isEqualTo("full");
        kinds.add(event.text(Column.KIND));
      }
    }
    assertThat(kinds).containsAll(KINDS.get(system)).doesNotContain("unclassified");
  }

  @ParameterizedTest
  @EnumSource
  void saysWhenItHappened(LogSystem system) {
    for (Message message : MESSAGES.get(system)) {
      if (message.fault() == Fault.NONE) {
        long truth = Reading.micros(message.at());
        assertThat(Reading.occurred(Reading.events(message).getFirst()))
            .as(new String(message.octets(), StandardCharsets.UTF_8))
            .isBetween(truth - 1_000_000, truth);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RECORD", "IMAGES", "REGIONAL"})
  void namesPeopleAndPatientsOfTheHospital(LogSystem system) {
    Set<String> people =
        HOSPITAL.staff().stream().map(Employee::id).collect(Collectors.toCollection(HashSet::new));
    HOSPITAL.leavers().forEach(each -> people.add(each.id()));
    people.add("er-share");
    Patients patients = new Patients(1);
    Set<String> ids =
        IntStream.range(0, Patients.COUNT)
            .mapToObj(number -> patients.get(number).id())
            .collect(Collectors.toSet());
    assertThat(ids).hasSize(Patients.COUNT).allMatch(id -> id.matches("\\d{8}"));
    for (Message message : MESSAGES.get(system)) {
      AuditEvent event = Reading.events(message).getFirst();
      if (message.fault() != Fault.CUT) {
        assertThat(people.contains(event.text(Column.USER_ID)))
            .as(event.text(Column.USER_ID))
            .isTrue();
        assertThat(event.text(Column.USER_NAME)).isNotBlank();
        String kind = String.valueOf(event.text(Column.KIND));
        if (!kind.startsWith("log")) {
          assertThat(ids.contains(event.text(Column.PATIENT_ID))).as(kind).isTrue();
        }
      }
    }
  }

  @Test
  void hasTheFaultsOfRealSendersNowAndThen() {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    long faulty = 0;
    long all = 0;
    for (List<Message> messages : MESSAGES.values()) {
      all += messages.size();
      for (Message message : messages) {
        faults.add(message.fault());
        faulty += message.fault() == Fault.CUT || message.fault() == Fault.ENCODING ? 1 : 0;
      }
    }
    assertThat(faults).containsExactlyInAnyOrder(Fault.values());
    assertThat(faulty).isBetween(1L, all / 100);
  }
}
