package io.akashi.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The names of the vocabulary are interfaces: a change here breaks what hospitals have stored. */
class VocabularyTest {
  @Test
  void keepsTheColumns() {
    assertThat(Arrays.stream(Column.values()).map(Column::id).collect(Collectors.joining(" ")))
        .isEqualTo(
            "book index part received_at occurred_at time_quality source system asset format kind"
                + " action outcome user_id user_name user_role on_behalf_of target_user auth_method"
                + " terminal address target_address target_port protocol patient_id encounter_id"
                + " category object_type object_id object_name object_created_at purpose session_id"
                + " program sequence message fields decoder decode_status decode_note");
  }

  @Test
  void keepsTheKinds() {
    assertThat(Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(" ")))
        .isEqualTo(
            "login logout login_failure lockout password_reset search read create update delete"
                + " print export import execute process_start permission_change account_change"
                + " config_change emergency_start emergency_stop remote_start remote_stop"
                + " local_service_start local_service_stop log_cleared malware pattern_update"
                + " update_installed update_failed backup_success backup_failure service_start"
                + " service_stop service_installed device_connected connection_allowed"
                + " connection_blocked time_change time_sync time_sync_failure start stop note"
                + " unclassified");
  }

  @Test
  void findsEveryWordByItsName() {
    assertThat(Kind.values()).allMatch(k -> Kind.of(k.id()).orElseThrow() == k);
    assertThat(Outcome.values()).allMatch(o -> Outcome.of(o.id()).orElseThrow() == o);
    assertThat(Action.values()).allMatch(a -> Action.of(a.id()).orElseThrow() == a);
    assertThat(DecodeStatus.values()).allMatch(s -> DecodeStatus.of(s.id()).orElseThrow() == s);
    assertThat(Kind.of("LOGIN")).isEmpty();
  }

  @Test
  void namesEveryKindDifferentlyInJapanese() {
    assertThat(Kind.values()).extracting(Kind::japanese).doesNotHaveDuplicates();
  }
}
