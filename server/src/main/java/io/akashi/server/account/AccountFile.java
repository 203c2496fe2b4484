package io.akashi.server.account;

import io.akashi.server.config.Role;
import io.akashi.store.Book;
import io.akashi.store.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The file of accounts and credentials, {@code accounts.json} in the data directory, mode 0600. It
 * is replaced as a whole: written beside, synced, renamed, its folder synced. After a crash at any
 * moment either the old or the new one is there.
 */
final class AccountFile {
  static final String NAME = "accounts.json";
  private static final String FORMAT = "akashi-accounts/1";
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Path data;
  private final Path file;
  private final Path beside;

  /** An account with its credentials. */
  record Kept(Account account, Credentials credentials) {}

  AccountFile(Path data) {
    this.data = data;
    this.file = data.resolve(NAME);
    this.beside = data.resolve(NAME + ".new");
  }

  /**
   * Reads all accounts, by user id; none when there is no file yet.
   *
   * @throws AccountException when it cannot be read or is not what was written
   */
  Map<String, Kept> read() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(mode -> !OWNER.contains(mode))) {
        throw new AccountException(
            "アカウントのファイル %1$s を他人が読めます。chmod 600 を実行してください。 / others may read %1$s: run chmod 600 on it"
                .formatted(file));
      }
      Json root = Json.parse(Files.readString(file));
      if (!root.text("format").equals(FORMAT)) {
        throw new IllegalArgumentException("another format");
      }
      return root.list("accounts").stream()
          .map(AccountFile::kept)
          .collect(
              Collectors.toMap(
                  kept -> kept.account().id(), kept -> kept, (one, other) -> other, TreeMap::new));
    } catch (IOException | IllegalArgumentException e) {
      throw new AccountException(
          ("アカウントのファイル %1$s を読めません。バックアップから戻してください。 / the accounts in %1$s cannot be read: restore"
                  + " the file from a backup (%2$s)")
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Kept kept(Json json) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    json.texts("roles").forEach(id -> roles.add(Role.valueOf(id.toUpperCase(Locale.ROOT))));
    Set<Book> books =
        json.texts("books").stream()
            .map(id -> Book.of(id).orElseThrow(() -> new IllegalArgumentException("book " + id)))
            .collect(Collectors.toSet());
    Account account =
        new Account(
            json.text("id"),
            json.text("name"),
            roles,
            new Scope(books, Set.copyOf(json.texts("systems"))),
            Way.valueOf(json.text("way").toUpperCase(Locale.ROOT)),
            json.is("enabled"),
            json.number("version"));
    List<Passkey> passkeys = new ArrayList<>();
    for (Json key : json.list("passkeys")) {
      passkeys.add(
          new Passkey(
              key.text("id"),
              key.text("label"),
              Instant.parse(key.text("created")),
              key.text("record")));
    }
    return new Kept(
        account,
        new Credentials(
            json.textOrNull("password"),
            json.textOrNull("totp"),
            json.number("last_step"),
            json.texts("recovery"),
            passkeys,
            json.textOrNull("subject")));
  }

  /** Replaces the file; when this returns, it survives a power loss. */
  void write(Collection<Kept> all) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(json(all));
    Files.deleteIfExists(beside);
    try (FileChannel channel =
        FileChannel.open(
            beside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER))) {
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      channel.force(true);
    }
    // Commit point: a crash before leaves the old accounts, one after the new ones.
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(data, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static byte[] json(Collection<Kept> all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("format", FORMAT);
      json.writeArrayPropertyStart("accounts");
      all.forEach(kept -> write(kept, json));
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(Kept kept, JsonGenerator json) {
    Account account = kept.account();
    Credentials credentials = kept.credentials();
    json.writeStartObject();
    json.writeStringProperty("id", account.id());
    json.writeStringProperty("name", account.name());
    texts(json, "roles", account.roles().stream().map(Role::id).toList());
    texts(json, "books", account.scope().books().stream().map(Book::id).sorted().toList());
    texts(json, "systems", account.scope().systems().stream().sorted().toList());
    json.writeStringProperty("way", account.way().id());
    json.writeBooleanProperty("enabled", account.enabled());
    json.writeNumberProperty("version", account.version());
    json.writeStringProperty("password", credentials.password());
    json.writeStringProperty("totp", credentials.totp());
    json.writeNumberProperty("last_step", credentials.lastStep());
    texts(json, "recovery", credentials.recovery());
    json.writeStringProperty("subject", credentials.subject());
    json.writeArrayPropertyStart("passkeys");
    for (Passkey key : credentials.passkeys()) {
      json.writeStartObject();
      json.writeStringProperty("id", key.id());
      json.writeStringProperty("label", key.label());
      json.writeStringProperty("created", key.created().toString());
      json.writeStringProperty("record", key.record());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
