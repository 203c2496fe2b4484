package io.akashi.server.internal.house;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.config.Configuration;
import io.akashi.server.config.ConfigurationFile;
import io.akashi.server.config.Sha256;
import io.akashi.server.internal.config.SettingValues;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes into the book {@code house} which settings differ from those of the last start, by their
 * keys alone. What they were is remembered in the file {@code last-configuration} of the data
 * directory (mode 0600, replaced as a whole) as salted digests; without it nothing is compared.
 */
public final class ConfigurationChange {
  private static final Logger LOG = System.getLogger(ConfigurationChange.class.getName());

  static final String NAME = "last-configuration";
  private static final int SALT_BYTES = 16;

  private ConfigurationChange() {}

  /**
   * Compares, writes the event if there is a difference, and remembers. When that cannot be done
   * (the disk is full), the server's log says so, and the next start compares with the same.
   */
  public static void record(Configuration configuration, Store store, InstantSource clock) {
    Path file = store.data().resolve(NAME);
    try {
      List<String> last = Files.exists(file) ? Files.readAllLines(file) : List.of();
      String salt = last.isEmpty() ? salt() : last.getFirst();
      SortedMap<String, String> now = digests(configuration, salt);
      SortedMap<String, String> before = parse(last);
      if (now.equals(before)) {
        return;
      }
      if (!before.isEmpty()) {
        // Before the file: after a crash between the two it is said twice, and not never.
        store.house(event(changed(before, now), clock));
      }
      write(file, salt, now);
    } catch (IOException | StoreException e) {
      LOG.log(
          Level.WARNING,
          "設定が前回の起動から変わったかどうかを記録できません。 / Whether the configuration has changed since the last start cannot be recorded: "
              + e.getMessage());
    }
  }

  private static String salt() {
    byte[] octets = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  private static SortedMap<String, String> digests(Configuration configuration, String salt) {
    SortedMap<String, String> digests =
        new TreeMap<>(SettingValues.of(ConfigurationFile.PREFIX, configuration));
    digests.replaceAll((key, value) -> Sha256.of(salt + " " + key + " " + value).hex());
    return digests;
  }

  private static SortedMap<String, String> parse(List<String> lines) {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String line : lines.stream().skip(1).toList()) {
      int blank = line.lastIndexOf(' ');
      if (blank > 0) {
        digests.put(line.substring(0, blank), line.substring(blank + 1));
      }
    }
    return digests;
  }

  private static List<String> changed(Map<String, String> before, Map<String, String> now) {
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(now.keySet());
    keys.removeIf(key -> before.getOrDefault(key, "").equals(now.getOrDefault(key, "")));
    return List.copyOf(keys);
  }

  private static AuditEvent event(List<String> keys, InstantSource clock) {
    return AuditEvent.builder()
        .set(Column.OCCURRED_AT, clock.instant())
        .set(Column.TIME_QUALITY, "stated:Z")
        .set(Column.KIND, Kind.CONFIG_CHANGE.id())
        .set(Column.ACTION, "U")
        .set(Column.OUTCOME, Outcome.SUCCESS.id())
        .set(Column.PROGRAM, "akashi")
        .set(Column.OBJECT_TYPE, "configuration")
        .set(Column.OBJECT_NAME, "akashi.yaml")
        .set(
            Column.MESSAGE,
            "前回の起動から設定が変わりました: %1$s / the configuration has changed since the last start: %1$s"
                .formatted(String.join(", ", keys)))
        .build();
  }

  private static void write(Path file, String salt, Map<String, String> digests)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(salt));
    digests.forEach((key, digest) -> lines.add(key + " " + digest));
    Path fresh = file.resolveSibling(NAME + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, lines);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
