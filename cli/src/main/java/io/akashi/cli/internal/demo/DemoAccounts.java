package io.akashi.cli.internal.demo;

import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.config.Role;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/**
 * People who may open the pages of the demonstration: one for each view of a hospital. Their
 * passwords are made at the first start and lie beside the tokens, for nobody else to read.
 */
public final class DemoAccounts {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 4;
  private static final int GROUP = 5;
  private static final List<Account> PEOPLE =
      List.of(
          Account.of("demo", "情報 太郎", Set.of(Role.OPERATOR, Role.MANAGER, Role.AUDITOR)),
          Account.of("kanri", "管理 花子", Set.of(Role.ADMIN)),
          Account.of("incho", "院長 一郎", Set.of(Role.EXECUTIVE)));

  private final Path folder;

  DemoAccounts(Path folder) {
    this.folder = folder;
  }

  /** Makes the accounts that are missing. */
  public void make(Accounts accounts) throws IOException {
    Files.createDirectories(folder);
    for (Account person : PEOPLE) {
      if (accounts.find(person.id()).isEmpty()) {
        String password = password();
        accounts.create(person);
        accounts.setPassword(person.id(), password);
        Path file = folder.resolve(person.id());
        Files.deleteIfExists(file);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password + "\n");
      }
    }
  }

  /** Says who may sign in with what; a person who changed a password knows their own. */
  public void print(PrintStream out) throws IOException {
    for (Account person : PEOPLE) {
      Path file = folder.resolve(person.id());
      String password = Files.exists(file) ? Files.readString(file).strip() : "-";
      out.printf(
          "    %-6s %s  %s（%s）%n",
          person.id(),
          password,
          person.name(),
          String.join("、", person.roles().stream().map(Role::japanese).toList()));
    }
  }

  private static String password() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      password.append(i > 0 && i % GROUP == 0 ? "-" : "");
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    // The rule asks for letters and digits.
    return password.append('7').toString();
  }
}
