package io.akashi.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventColumnsTest {
  private final EventColumns rows = new EventColumns(new Utf8Cache());

  @Test
  void knowsWhatIsSaidByNoRowByAllAlikeAndByEach() {
    rows.add(event(1).set(Column.SOURCE, "ehr").set(Column.PART, 0).build());
    rows.add(event(2).set(Column.SOURCE, "ehr").set(Column.PART, 0).build());
    assertThat(rows.used()).containsExactly(Column.INDEX, Column.PART, Column.SOURCE);
    assertThat(rows.constant(Column.SOURCE)).isEqualTo("ehr");
    assertThat(rows.constant(Column.PART)).isEqualTo(0L);
    assertThat(rows.constant(Column.INDEX)).isNull();
    assertThat(rows.constant(Column.USER_ID)).isNull();
  }

  @Test
  void valueThatOneRowDoesNotSayIsNotAlike() {
    rows.add(event(1).build());
    rows.add(event(2).set(Column.USER_ID, "a").build());
    assertThat(rows.constant(Column.USER_ID)).isNull();
    rows.add(event(3).set(Column.PROGRAM, "p").build());
    assertThat(rows.constant(Column.PROGRAM)).isNull();
    assertThat(rows.text(Column.USER_ID, 0)).isNull();
    assertThat(rows.text(Column.USER_ID, 2)).isNull();
  }

  @Test
  void valueThatComesBackIsNotAlike() {
    for (String user : new String[] {"a", "a", "b", "b", "a"}) {
      rows.add(
          event(1).set(Column.USER_ID, user).set(Column.SEQUENCE, (long) user.charAt(0)).build());
    }
    assertThat(rows.constant(Column.USER_ID)).isNull();
    assertThat(rows.constant(Column.SEQUENCE)).isNull();
  }

  @Test
  void keepsWhatEachOfManyRowsSays() {
    for (int i = 0; i < 5_000; i++) {
      AuditEvent.Builder event = event(i);
      if (i % 3 == 0) {
        event.set(Column.PATIENT_ID, "p" + i).set(Column.SEQUENCE, (long) -i);
      }
      rows.add(event.build());
    }
    rows.add(event(5_000).set(Column.USER_ID, "late").build());
    for (int i = 0; i < 5_000; i++) {
      assertThat(rows.number(Column.INDEX, i)).isEqualTo(i);
      assertThat(rows.hasNumber(Column.SEQUENCE, i)).isEqualTo(i % 3 == 0);
      assertThat(rows.text(Column.PATIENT_ID, i))
          .isEqualTo(i % 3 == 0 ? ("p" + i).getBytes(StandardCharsets.UTF_8) : null);
    }
    assertThat(rows.number(Column.SEQUENCE, 3)).isEqualTo(-3);
    assertThat(rows.texts(Column.PATIENT_ID, 4_998, 5_001)[0])
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("p4998");
    assertThat(rows.texts(Column.PATIENT_ID, 4_998, 5_001)[2]).isNull();
    assertThat(rows.texts(Column.USER_ID, 5_000, 5_001)[0])
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("late");
  }

  @Test
  void textsOfRowsBehindTheLastThatSaysOneAreNull() {
    rows.add(event(0).set(Column.USER_ID, "early").build());
    for (int i = 1; i < 5_000; i++) {
      rows.add(event(i).build());
    }
    assertThat(rows.text(Column.USER_ID, 4_999)).isNull();
    assertThat((Object[]) rows.texts(Column.USER_ID, 2_048, 4_096)).containsOnlyNulls();
    assertThat(rows.texts(Column.USER_ID, 0, 2_048)[0])
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("early");
  }

  private static AuditEvent.Builder event(long index) {
    return AuditEvent.builder().set(Column.INDEX, index);
  }
}
