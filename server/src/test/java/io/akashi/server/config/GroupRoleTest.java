package io.akashi.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules which group gives which role. */
class GroupRoleTest {
  @Test
  void aGroupMayBeADnAndItsCaseDoesNotMatter() {
    GroupRole rule = GroupRole.parse("auditor = CN=Akashi Auditors,OU=Groups,DC=a,DC=b");

    assertThat(rule.role()).isEqualTo(Role.AUDITOR);
    assertThat(rule.isOf(List.of("x", "cn=akashi auditors,ou=groups,dc=a,dc=b"))).isTrue();
    assertThat(rule.isOf(List.of("CN=Akashi Auditors"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auditor", "auditor=", "root=Admins", "sender=Gateways", "=x"})
  void refusesWhatIsNoRuleOrGivesTheRoleOfASender(String text) {
    assertThatThrownBy(() -> GroupRole.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not role=group");
  }
}
