package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.config.Role;
import io.akashi.store.Scope;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search finds, taken out by a person with a browser. */
class ExportPagesTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "akashi.sources.ehr.format", "lines",
          "akashi.sources.ehr.mapping", "ehr-access",
          "akashi.sources.ehr.system", "電子カルテ");
  private static final String LINES =
      """
      2026/11/20 09:15:03.123,U000001,=cmd|髙橋𠮷太郎,医師,TERM-0001,0000012345,検査結果,閲覧,成功,1
      2026/11/20 09:16:03.123,U000002,佐藤花子,看護師,TERM-0002,0000012345,検査結果,閲覧,成功,2
      """;

  @TempDir Path folder;

  @Test
  void makesEachFormatOfWhatASearchFinds() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      house.post(
          SENDER,
          "/intake/v1/ehr",
          LINES.getBytes(StandardCharsets.UTF_8),
          "Content-Type",
          "text/plain");
      house.until(AUDITOR, "/api/v1/events?user=U000001", all -> all.contains("髙橋"));
      try (Visitor auditor = house.signedIn(Role.AUDITOR);
          Visitor other = house.signedIn(Role.AUDITOR)) {
        byte[] utf8 = made(auditor, "csv_utf8");
        assertThat(new String(utf8, StandardCharsets.UTF_8))
            .startsWith("\uFEFFbook,index")
            .contains("U000001", "'=cmd|髙橋𠮷太郎")
            .doesNotContain("U000002");

        byte[] cp932 = made(auditor, "csv_cp932");
        assertThat(new String(cp932, Charset.forName("windows-31j"))).contains("髙橋?太郎");
        assertThat(auditor.text("/exports")).contains("CP932で表せない文字が 1 個");

        List<Row> rows = workbook(made(auditor, "xlsx"));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).toString()).contains("=cmd|髙橋𠮷太郎");

        assertThat(entries(made(auditor, "package")))
            .contains("akashi-evidence/manifest.sha256", "akashi-evidence/verify.py");

        String file = place(auditor.text("/exports"));
        assertThat(other.get(file).statusCode()).isEqualTo(404);
        assertThat(house.text(AUDITOR, "/api/v1/events?kind=export&book=house"))
            .contains("csv_cp932", "user=U000001", "\"action\":\"C\"", "\"action\":\"R\"");
      }
    }
  }

  @Test
  void isGoneOnceItsPersonMaySeeLess() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      Visitor.Keys keys = house.person(Scope.ALL, Role.AUDITOR);
      try (Visitor auditor = new Visitor(house.house())) {
        auditor.signIn(keys);
        made(auditor, "csv_utf8");
        String file = place(auditor.text("/exports"));
        assertThat(auditor.get(file).statusCode()).isEqualTo(200);
        Accounts accounts = house.house().accounts();
        Account account = accounts.find(keys.user()).orElseThrow();
        Scope less = new Scope(Set.of(), Set.of("PACS"));
        accounts.change(account.with(account.name(), account.roles(), less, true));
        assertThat(auditor.get(file).statusCode()).isEqualTo(404);
        assertThat(auditor.text("/exports")).doesNotContain(file);

        accounts.change(as(accounts, keys, Set.of(Role.AUDITOR), true));
        assertThat(auditor.get(file).statusCode()).isEqualTo(200);
        isCutOffInTheMiddle(house, auditor, file, accounts, keys);
        assertThat(Visitor.where(auditor.get(file))).startsWith("/login");
        assertThat(Visitor.where(auditor.get("/search?page=x"))).startsWith("/login");

        accounts.change(as(accounts, keys, Set.of(Role.MANAGER), true));
        assertThat(auditor.get(file).statusCode()).isEqualTo(403);
        assertThat(auditor.get("/search/rows?page=x").statusCode()).isEqualTo(403);
        assertThat(auditor.get("/api/v1/events").statusCode()).isEqualTo(403);
      }
    }
  }

  private static Account as(
      Accounts accounts, Visitor.Keys keys, Set<Role> roles, boolean enabled) {
    Account account = accounts.find(keys.user()).orElseThrow();
    return account.with(account.name(), roles, Scope.ALL, enabled);
  }

  /** The file is made larger than all that waits on the way, so that it is still being sent. */
  private void isCutOffInTheMiddle(
      HouseFixture house, Visitor auditor, String file, Accounts accounts, Visitor.Keys keys)
      throws Exception {
    Path large = folder.resolve("data/derived/exports").resolve(name(file) + ".csv");
    long bytes = 512L << 20;
    try (RandomAccessFile whole = new RandomAccessFile(large.toFile(), "rw")) {
      whole.setLength(bytes);
    }
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(64 << 10);
      socket.setSoTimeout(30_000);
      URI url = URI.create(house.house().url());
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      String head =
          "GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: akashi=%s\r\n\r\n"
              .formatted(file, auditor.cookie("akashi"));
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
      accounts.change(as(accounts, keys, Set.of(Role.AUDITOR), false));
      long read = 12;
      byte[] piece = new byte[1 << 20];
      for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
        read += got;
      }
      assertThat(read).as("the rest is not sent").isLessThan(bytes / 2);
    }
  }

  @Test
  void outlivesTheServerAndWhatWasCutShortSaysSo() throws Exception {
    String file;
    String other;
    String cut;
    byte[] octets;
    Visitor.Keys keys;
    Path exports = folder.resolve("data/derived/exports");
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      keys = house.person(Scope.ALL, Role.AUDITOR);
      try (Visitor auditor = new Visitor(house.house())) {
        auditor.signIn(keys);
        octets = made(auditor, "csv_utf8");
        file = place(auditor.text("/exports"));
        made(auditor, "xlsx");
        other = place(auditor.text("/exports"));
        made(auditor, "csv_cp932");
        cut = place(auditor.text("/exports"));
      }
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(exports)))
        .as("they name patients")
        .isEqualTo("rwx------");
    Path note = exports.resolve(name(other) + ".note");
    Files.writeString(note, Files.readString(note).replace("state DONE", "state RUNNING"));
    Path half = exports.resolve(name(cut) + ".csv");
    Files.write(half, Arrays.copyOf(Files.readAllBytes(half), 100));
    Files.writeString(exports.resolve("left.csv"), "of nobody");
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS);
        Visitor auditor = new Visitor(house.house());
        Visitor stranger = house.signedIn(Role.AUDITOR)) {
      assertThat(auditor.text("/login")).doesNotContain("サインインは終わっています");
      auditor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD);
      assertThat(Visitor.where(auditor.post("/login/second", "code", keys.nextCode())))
          .isEqualTo("/");
      assertThat(auditor.octets(file)).as("over a restart").isEqualTo(octets);
      assertThat(stranger.get(file).statusCode()).as("still of one person").isEqualTo(404);
      assertThat(exports.resolve("left.csv")).doesNotExist();
      assertThat(auditor.get(cut).statusCode()).as("a file that is not whole").isEqualTo(404);
      String list = auditor.text("/exports");
      assertThat(list).contains("中断", "サーバーが止まったため", "利用者ID U000001");
      String again = "/exports/" + name(other) + "/again";
      assertThat(list).contains("action=\"" + again + "\"");
      assertThat(auditor.post(again).statusCode()).isEqualTo(302);
      String after = auditor.text("/exports/list");
      while (after.contains("hx-trigger")) {
        after = auditor.text("/exports/list");
      }
      assertThat(after)
          .as("with the same conditions")
          .contains("完了")
          .containsPattern("(?s)Excel.*Excel");
      assertThat(stranger.post(again).statusCode()).isEqualTo(404);
    }
  }

  private static String name(String place) {
    return place.replaceAll("/exports/(.*)/file", "$1");
  }

  private static byte[] made(Visitor visitor, String format) throws Exception {
    assertThat(visitor.post("/exports", "user", "U000001", "format", format).statusCode())
        .isEqualTo(302);
    String list = visitor.text("/exports/list");
    while (list.contains("hx-trigger")) {
      list = visitor.text("/exports/list");
    }
    return visitor.octets(place(list));
  }

  private static String place(String list) {
    Matcher link = Pattern.compile("href=\"(/exports/[0-9a-f-]+/file)\"").matcher(list);
    assertThat(link.find()).as(list).isTrue();
    return link.group(1);
  }

  private static List<Row> workbook(byte[] octets) throws Exception {
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(octets))) {
      return book.getFirstSheet().read();
    }
  }

  private static List<String> entries(byte[] octets) throws Exception {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(octets))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
