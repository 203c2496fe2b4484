package io.akashi.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.SourceId;
import io.akashi.store.Book;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  @Test
  void hasDefaults() throws Exception {
    assertThat(ConfigurationFile.load(Optional.empty(), Map.of()))
        .isEqualTo(
            new Configuration(
                Path.of("data"),
                "akashi.invalid",
                Optional.empty(),
                new Size(512L << 20),
                Optional.empty(),
                ZoneId.of("Asia/Tokyo"),
                Optional.empty(),
                new Configuration.Seal(262_144, Duration.ofHours(24)),
                new HttpSettings(
                    new Listen("127.0.0.1", 8514),
                    List.of(),
                    false,
                    new HttpSettings.Tls(
                        Optional.empty(), Optional.empty(), Optional.empty(), false)),
                new SyslogSettings(
                    new SyslogSettings.Plain(List.of()),
                    new SyslogSettings.Plain(List.of()),
                    new SyslogSettings.Tls(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                    new Size(1L << 20)),
                new SigninSettings(
                    SigninSettings.SecondFactor.REQUIRED,
                    Duration.ofMinutes(30),
                    Duration.ofHours(12),
                    5,
                    Duration.ofMinutes(15),
                    new OidcSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "病院のアカウント",
                        "preferred_username",
                        "groups",
                        List.of(),
                        List.of("mfa"),
                        List.of()),
                    new LdapSettings(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "(userPrincipalName={bind})",
                        "displayName",
                        "memberOf",
                        List.of())),
                Map.of(),
                Map.of()));
  }

  @Test
  void takesEveryKeyFromYaml() throws Exception {
    assertThat(ConfigurationFile.load(Optional.of(file("akashi.yaml", EXPLICIT)), Map.of()))
        .isEqualTo(explicit());
  }

  @Test
  void refusesAFileOfThousandsOfLevels() throws Exception {
    Path file = file("akashi.yaml", "[".repeat(100_000));
    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void takesTheSameKeysFromProperties() throws Exception {
    Path file =
        file(
            "akashi.properties",
            """
            akashi.http.listen = 0.0.0.0:8515
            akashi.http.tls.certificate = http.pem
            akashi.http.tls.key = http.key
            akashi.syslog.udp.listen = 0.0.0.0:514, [::]:514
            akashi.sources.ehr.main.book = clinical
            """);
    Configuration configuration = ConfigurationFile.load(Optional.of(file), Map.of());

    assertThat(configuration.http().listen()).isEqualTo(new Listen("0.0.0.0", 8515));
    assertThat(configuration.syslog().udp().listen())
        .containsExactly(new Listen("0.0.0.0", 514), new Listen("::", 514));
    assertThat(configuration.sources()).containsOnlyKeys("ehr.main");
  }

  @Test
  void letsTheCommandLineWin() throws Exception {
    Path file = file("akashi.yaml", "akashi: {data: books, origin: a.example}\n");
    Configuration configuration =
        ConfigurationFile.load(Optional.of(file), Map.of("akashi.data", "elsewhere"));

    assertThat(configuration.data()).isEqualTo(Path.of("elsewhere"));
    assertThat(configuration.origin()).isEqualTo("a.example");
  }

  @ParameterizedTest
  @CsvSource({
    "akashi.syslog.tls.lisen,        akashi.syslog.tls.listen",
    "akashi.sources.ehr.formt,       akashi.sources.ehr.format",
    "akashi.tokens.desk.sha265,      akashi.tokens.desk.sha256",
    "akashi.http.tls.clientCa,       akashi.http.tls.client-ca",
    "akasi.data,                     akashi.data",
  })
  void namesTheNearestKeyForAnUnknownOne(String given, String meant) throws Exception {
    Path file = file("akashi.properties", given + " = x\n");

    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(given + " is unknown; did you mean " + meant + "?")
        .hasMessageContaining("akashi.properties");
  }

  @ParameterizedTest
  @ValueSource(strings = {"akashi.yaml", "akashi.properties"})
  void asksForUtf8WhenTheFileIsSavedInAnotherCharset(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.write(file, "# 電子カルテ\n".getBytes(Charset.forName("windows-31j")));

    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("save the configuration file " + file + " as UTF-8");
  }

  @Test
  void namesAllThatIsWrongAtOnce() throws Exception {
    Path file =
        file(
            "akashi.yaml",
            """
            akashi:
              orign: a.example
              reserve: lots
              seal: {entries: 100}
              http: {listen: "8514"}
              tokens:
                desk: {file: secrets/desk}
              sources:
                ehr: {book: root, fromat: lines}
            """);

    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .satisfies(e ->
            assertThat(e.getMessage().lines())
                .hasSize(7)
                .allMatch(line -> line.contains("akashi.") && line.contains(" / ")))
        .hasMessageContaining("did you mean akashi.origin?")
        .hasMessageContaining("akashi.reserve = \"lots\" is not")
        .hasMessageContaining("akashi.seal: ")
        .hasMessageContaining("akashi.http.listen = \"8514\" is not")
        .hasMessageContaining("akashi.tokens.desk.role is missing")
        .hasMessageContaining("akashi.sources.ehr: ")
        .hasMessageContaining("did you mean akashi.sources.ehr.format?");
  }

  @Test
  void guessesNothingForAKeyLikeNoOther() throws Exception {
    Path file = file("akashi.yaml", "akashi: {frobnicate-everything-twice: yes}\n");

    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .hasMessageContaining("akashi.frobnicate-everything-twice is unknown")
        .hasMessageNotContaining("did you mean");
  }

  @ParameterizedTest
  @CsvSource({
    "akashi.reserve,                 lots,       'a size, e.g. 64KB, 512MB'",
    "akashi.reserve,                 -1MB,       'a size, e.g. 64KB, 512MB'",
    "akashi.seal.age,                yesterday,  'a duration, e.g. 30s, 5m, 24h, 7d'",
    "akashi.seal.entries,            many,       'a whole number, e.g. 1024'",
    "akashi.zone,                    Edo,        'a time zone, e.g. Asia/Tokyo'",
    "akashi.http.listen,             8514,       'host:port, e.g. 127.0.0.1:8514'",
    "akashi.http.listen,             a:99999,    'host:port, e.g. 127.0.0.1:8514'",
    "akashi.syslog.tls.client-auth,  maybe,      'one of none, optional, required'",
    "akashi.syslog.tls.allow,        abc,        'a SHA-256 of 64 hexadecimal digits'",
    "akashi.tokens.x.role,           boss,       'one of sender, operator, manager, auditor, executive, department, admin'",
  })
  void saysWhatAValueMustBe(String key, String value, String expected) throws Exception {
    Path file = file("akashi.properties", key + " = " + value + "\n");

    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("%s = \"%s\" is not %s (akashi.properties)", key, value, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "akashi.http.tls.key = a.key,              certificate and key must be set together",
    "akashi.http.names = *.example.jp,         neither a host name nor an address",
    "akashi.tokens.x.role = auditor,           give either sha256 or file",
    "akashi.syslog.tls.certificate = a.pem,    certificate and key must be set together",
    "akashi.seal.entries = 1000,               multiple of 256",
    "akashi.origin = a b,                      origin must not",
    "akashi.sources.UPPER.book = clinical,     source id 'UPPER'",
    "akashi.sources.x.book = house,            clinical or infrastructure",
  })
  void refusesWhatDoesNotFitTogether(String line, String sentence) throws Exception {
    Path file = file("akashi.properties", line + "\n");

    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "'listen: 0.0.0.0:8514, plain: true',              remove plain",
    "'plain: true, tls.client-ca: clients.pem',        plain and tls contradict each other",
    "'plain: maybe',                                   true or false",
  })
  void speaksPlainHttpOnLoopbackAlone(String http, String sentence) throws Exception {
    Path file = file("akashi.yaml", "akashi: {http: {%s}}\n".formatted(http));

    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void listensToOthersWithoutACertificateOfTheHospital() throws Exception {
    Path file = file("akashi.yaml", "akashi: {http: {listen: 0.0.0.0:8514}}\n");

    HttpSettings http = ConfigurationFile.load(Optional.of(file), Map.of()).http();

    assertThat(http.scheme()).isEqualTo("https");
  }

  @Test
  void refusesASenderTokenWithoutSource() throws Exception {
    Path file =
        file("akashi.yaml", "akashi: {tokens: {x: {sha256: %s, role: sender}}}\n".formatted(HEX));

    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .hasMessageContaining("source is needed for role sender");
  }

  @ParameterizedTest
  @CsvSource({
    "akashi.yaml,        'akashi: {data: a, data: b}'",
    "akashi.yaml,        'akashi: [1, 2'",
    "akashi.yaml,        just text",
    "akashi.yaml,        'akashi: {syslog: {udp: {listen: [{a: b}]}}}'",
    "akashi.yaml,        'akashi: {data: [a, b]}'",
    "akashi.properties,  'akashi.data=a\nakashi.data=b'",
  })
  void namesAMalformedFile(String name, String content) throws Exception {
    Path file = file(name, content);

    assertThatThrownBy(() -> ConfigurationFile.load(Optional.of(file), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name);
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(
            () -> ConfigurationFile.load(Optional.of(folder.resolve("none.yaml")), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("there is no configuration file");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static final String EXPLICIT =
      """
      akashi:
        data: books
        origin: log.example-hospital.jp
        anchor: /mnt/anchor
        reserve: 1GB
        memory: 256MB
        zone: UTC
        mappings: mappings
        seal: {entries: 512, age: 90m}
        http:
          listen: "[::1]:9000"
          names: [akashi.hospital.example, 192.0.2.9]
          plain: false
          tls: {certificate: http.pem, key: http.key, client-ca: clients.pem, tls12: true}
        syslog:
          udp.listen: 127.0.0.1:514
          tcp: {listen: [127.0.0.1:601]}
          tls:
            listen: [127.0.0.1:6514]
            certificate: tls.pem
            key: tls.key
            client-ca: ca.pem
            client-auth: optional
            allow: ["sha256:%1$s"]
          max-message: 64KB
        signin:
          second-factor: optional
          idle: 10m
          longest: 8h
          failures: 3
          lock: 1h
          oidc:
            issuer: https://login.hospital.example/realms/hospital
            ca: oidc.pem
            client-id: akashi
            secret-file: oidc.secret
            label: 職員アカウント
            user: sub
            groups: roles
            scopes: [email]
            two-factors: [gold, mfa]
            roles: [auditor=Akashi Auditors]
          ldap:
            url: [ldaps://dc1.hospital.example, ldaps://dc2.hospital.example]
            ca: ldap.pem
            bind: "{user}@hospital.example"
            base: DC=hospital,DC=example
            filter: (sAMAccountName={user})
            name: cn
            groups: groups
            roles: ["operator=CN=IT,DC=hospital,DC=example", "admin=CN=Admins,DC=hospital,DC=example"]
        tokens:
          ehr-gateway: {sha256: %1$s, role: sender, source: ehr}
          desk: {file: desk.token, role: auditor}
        sources:
          ehr:
            book: clinical
            format: lines
            mapping: ehr-access
            charset: CP932
            zone: Asia/Tokyo
            system: 電子カルテ
            asset: A-17
            match:
              listener: "syslog+tls:127.0.0.1:6514"
              certificate: [%1$s]
              peer: [192.0.2.7, 192.0.2.0/24]
              host: ehr1
      """
          .formatted(HEX);

  private Configuration explicit() {
    Sha256 digest = new Sha256(HEX);
    return new Configuration(
        folder.resolve("books"),
        "log.example-hospital.jp",
        Optional.of(Path.of("/mnt/anchor")),
        new Size(1L << 30),
        Optional.of(new Size(256L << 20)),
        ZoneId.of("UTC"),
        Optional.of(folder.resolve("mappings")),
        new Configuration.Seal(512, Duration.ofMinutes(90)),
        new HttpSettings(
            new Listen("::1", 9000),
            List.of("akashi.hospital.example", "192.0.2.9"),
            false,
            new HttpSettings.Tls(path("http.pem"), path("http.key"), path("clients.pem"), true)),
        new SyslogSettings(
            new SyslogSettings.Plain(List.of(new Listen("127.0.0.1", 514))),
            new SyslogSettings.Plain(List.of(new Listen("127.0.0.1", 601))),
            new SyslogSettings.Tls(
                List.of(new Listen("127.0.0.1", 6514)),
                path("tls.pem"),
                path("tls.key"),
                path("ca.pem"),
                Optional.of(SyslogSettings.ClientAuth.OPTIONAL),
                List.of(digest)),
            new Size(64L << 10)),
        new SigninSettings(
            SigninSettings.SecondFactor.OPTIONAL,
            Duration.ofMinutes(10),
            Duration.ofHours(8),
            3,
            Duration.ofHours(1),
            oidc(),
            ldap()),
        Map.of(
            "ehr-gateway",
            new TokenSettings(
                Optional.of(digest),
                Optional.empty(),
                Role.SENDER,
                Optional.of(new SourceId("ehr"))),
            "desk",
            new TokenSettings(
                Optional.empty(), path("desk.token"), Role.AUDITOR, Optional.empty())),
        Map.of(
            "ehr",
            new SourceSettings(
                Book.CLINICAL,
                "lines",
                Optional.of("ehr-access"),
                Optional.of(Charset.forName("windows-31j")),
                Optional.of(ZoneId.of("Asia/Tokyo")),
                Optional.of("電子カルテ"),
                Optional.of("A-17"),
                new SourceSettings.Match(
                    List.of("syslog+tls:127.0.0.1:6514"),
                    List.of(digest),
                    List.of("192.0.2.7", "192.0.2.0/24"),
                    List.of("ehr1")))));
  }

  private OidcSettings oidc() {
    return new OidcSettings(
        Optional.of("https://login.hospital.example/realms/hospital"),
        path("oidc.pem"),
        Optional.of("akashi"),
        path("oidc.secret"),
        "職員アカウント",
        "sub",
        "roles",
        List.of("email"),
        List.of("gold", "mfa"),
        List.of("auditor=Akashi Auditors"));
  }

  private LdapSettings ldap() {
    return new LdapSettings(
        List.of("ldaps://dc1.hospital.example", "ldaps://dc2.hospital.example"),
        path("ldap.pem"),
        Optional.of("{user}@hospital.example"),
        Optional.of("DC=hospital,DC=example"),
        "(sAMAccountName={user})",
        "cn",
        "groups",
        List.of("operator=CN=IT,DC=hospital,DC=example", "admin=CN=Admins,DC=hospital,DC=example"));
  }

  private Optional<Path> path(String name) {
    return Optional.of(folder.resolve(name));
  }
}
