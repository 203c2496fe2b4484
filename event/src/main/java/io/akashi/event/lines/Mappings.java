package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mappings by name. Immutable. */
public final class Mappings {
  private static final List<String> SHIPPED =
      List.of(
          "apache-error",
          "auditd",
          "cef",
          "cisco-asa",
          "cisco-ios",
          "ehr-access",
          "fortigate",
          "iis",
          "journald",
          "leef",
          "linux-auth",
          "mariadb-audit",
          "mariadb-syslog",
          "mysql-audit",
          "mysql-audit-xml",
          "nginx-error",
          "oracle-audit",
          "oracle-syslog",
          "paloalto",
          "percona-audit",
          "postgresql-csv",
          "postgresql-json",
          "rsync",
          "sqlserver-audit",
          "squid",
          "veeam",
          "veeam-sessions",
          "web-access",
          "windows-dhcp",
          "yamaha-rtx");
  private static final Map<String, Mapping> READ = new ConcurrentHashMap<>();
  private static final long LARGEST_FILE = 1 << 20;
  private static final int DIGEST_BYTES = 4;

  private final Map<String, Mapping> byName;
  private final Set<String> names;

  private Mappings(Map<String, Mapping> byName, List<String> shipped) {
    this.byName = byName;
    this.names = new TreeSet<>(byName.keySet());
    this.names.addAll(shipped);
  }

  /** These mappings; of two with one name the later counts. */
  public static Mappings of(Collection<Mapping> mappings) {
    Map<String, Mapping> byName = new TreeMap<>();
    mappings.forEach(mapping -> byName.put(mapping.name(), mapping));
    return new Mappings(byName, List.of());
  }

  /** The mappings that Akashi ships. Each is read when it is first asked for. */
  public static Mappings builtIn() {
    return new Mappings(Map.of(), SHIPPED);
  }

  /**
   * The shipped mappings and those of the {@code *.yaml} and {@code *.yml} files in {@code folder};
   * a file replaces a shipped mapping of its name.
   *
   * @throws MappingException when there is no such folder, a file cannot be read or used, or two
   *     have one name
   */
  public static Mappings load(Path folder) {
    Map<String, Mapping> byName = new TreeMap<>();
    Map<String, Path> files = new TreeMap<>();
    for (Path file : yamlFiles(folder)) {
      Mapping mapping = read(file);
      Path other = files.put(mapping.name(), file);
      if (other != null) {
        throw new MappingException(
            "%s: 名前 '%s' は %s と重複しています / the name is already used there"
                .formatted(file, mapping.name(), other));
      }
      byName.put(mapping.name(), mapping);
    }
    return new Mappings(byName, SHIPPED);
  }

  /** The names, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /** The mapping of that name, or empty. */
  public Optional<Mapping> find(String name) {
    Mapping own = byName.get(name);
    if (own != null || !names.contains(name)) {
      return Optional.ofNullable(own);
    }
    return Optional.of(READ.computeIfAbsent(name, Mappings::shipped));
  }

  /** One sentence saying that there is no such mapping, and which was probably meant. */
  String missing(@Nullable String name) {
    if (name == null) {
      return "マッピングの指定がありません / the source names no mapping; known are "
          + String.join(", ", names());
    }
    String sentence = "マッピング '" + name + "' がありません / no such mapping; ";
    return NearestName.of(name, names())
        .map(nearest -> sentence + "did you mean '" + nearest + "'?")
        .orElseGet(() -> sentence + "known are " + String.join(", ", names()));
  }

  private static Mapping shipped(String name) {
    String resource = "/io/akashi/event/mappings/" + name + ".yaml";
    try (InputStream in = Mappings.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the distribution lacks " + resource);
      }
      return Mapping.parse(name + ".yaml", new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> yamlFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new MappingException(
          "%s: マッピングのフォルダがありません。akashi.mappings を直してください / there is no such folder of mappings; correct akashi.mappings"
              .formatted(folder));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder);
    }
  }

  private static Mapping read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new MappingException(file + ": 1 MiBを超えています / larger than 1 MiB");
      }
      String yaml = Files.readString(file, UTF_8);
      return Mapping.parse(file.toString(), yaml).withDigest(digest(yaml));
    } catch (CharacterCodingException e) {
      throw new MappingException(file + ": UTF-8で保存してください / save it as UTF-8");
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static MappingException unreadable(Path path) {
    return new MappingException(
        path + ": 読めません。所有者と権限を確かめてください / cannot be read; check its owner and mode");
  }

  private static String digest(String yaml) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(UTF_8));
      return HexFormat.of().formatHex(sha256, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
