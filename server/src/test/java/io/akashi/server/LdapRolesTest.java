package io.akashi.server;

import static io.akashi.server.Visitor.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Way;
import io.akashi.server.config.Role;
import io.akashi.server.internal.signin.ldap.TestDirectory;
import io.akashi.store.Scope;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles from the groups of a real directory. */
class LdapRolesTest {
  @TempDir Path folder;

  @Test
  void aGroupWithARoleMakesTheAccountTheRoleFollowsItAndNobodyElseIsLetIn() throws Exception {
    try (TestDirectory directory = TestDirectory.start(null);
        HouseFixture fixture =
            HouseFixture.open(
                folder,
                Map.of(
                    "akashi.signin.ldap.url", directory.url("ldap"),
                    "akashi.signin.ldap.bind", "{user}@hospital.example",
                    "akashi.signin.ldap.base", "DC=hospital,DC=example",
                    "akashi.signin.ldap.roles", "auditor=Auditors"));
        Visitor visitor = new Visitor(fixture.house())) {
      fixture.person(Scope.ALL, Role.ADMIN);
      directory.join("hanako", "Auditors");
      Accounts accounts = fixture.house().accounts();

      assertThat(signIn(visitor, "taro")).as("right, but in no group with a role").isEmpty();
      assertThat(accounts.find("taro")).isEmpty();

      assertThat(signIn(visitor, "hanako")).isEqualTo("/login/setup");
      Account made = accounts.find("hanako").orElseThrow();
      assertThat(made.way()).isEqualTo(Way.DIRECTORY);
      assertThat(made.name()).isEqualTo("監査 花子");
      assertThat(made.roles()).containsExactly(Role.AUDITOR);

      accounts.change(made.with(made.name(), Set.of(Role.ADMIN), Scope.ALL, true));
      assertThat(signIn(visitor, "hanako")).isEqualTo("/login/setup");
      assertThat(accounts.find("hanako").orElseThrow().roles()).containsExactly(Role.AUDITOR);

      directory.join("hanako", "Clerks");
      assertThat(signIn(visitor, "hanako")).as("has left the group").isEmpty();
    }
  }

  private static String signIn(Visitor visitor, String user) throws Exception {
    return where(visitor.post("/login", "user", user, "password", TestDirectory.PASSWORD));
  }
}
