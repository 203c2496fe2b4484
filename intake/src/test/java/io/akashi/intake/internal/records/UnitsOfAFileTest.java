package io.akashi.intake.internal.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.EntryUnit;
import io.akashi.event.SourceId;
import io.akashi.intake.ImportOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of documents is cut into what can be read alone, and nothing of it is lost. */
class UnitsOfAFileTest {
  private static final int LONGEST = 1 << 20;

  /** What may lie between two values and belongs to neither. */
  private static final String BETWEEN_JSON = " \t\r\n,[]\0";

  @TempDir private Path folder;

  private List<byte[]> records(byte[] bytes, EntryUnit unit, int longest, long offset)
      throws IOException {
    Path file = Files.write(folder.resolve("file"), bytes);
    List<byte[]> found = new ArrayList<>();
    var options = new ImportOptions(file, new SourceId("x"), unit, null, longest);
    try (FileRecords records = FileRecords.open(options, offset)) {
      while (records.next()) {
        found.add(records.payload());
      }
    }
    return found;
  }

  private List<String> cut(String text, EntryUnit unit) throws IOException {
    return records(text.getBytes(UTF_8), unit, LONGEST, 0).stream()
        .map(bytes -> new String(bytes, UTF_8))
        .toList();
  }

  private List<String> xml(String text) throws IOException {
    return cut(text, EntryUnit.XML_ELEMENT);
  }

  private List<String> json(String text) throws IOException {
    return cut(text, EntryUnit.JSON_VALUE);
  }

  @Test
  void cutsDocumentsThatFollowEachOther() throws IOException {
    String first =
        "<?xml version=\"1.0\"?>\n<!-- a > b -->\n<AuditMessage a='>'><x/></AuditMessage>";
    String second = "<AuditMessage><y>1</y>\n</AuditMessage>";
    assertThat(xml(first + "\n\n" + second + "\n")).containsExactly(first, second);
  }

  @Test
  void takesElementsOutOfTheirList() throws IOException {
    String file =
        "<?xml version='1.0'?>\r\n<Events>\r\n<Event><a/></Event><Event/>\r\n</Events>\r\n";
    assertThat(xml(file)).containsExactly("<Event><a/></Event>", "<Event/>");
  }

  @Test
  void believesNoTagInsideCommentsCharacterDataAndTypes() throws IOException {
    String one =
        "<!DOCTYPE a [<!ENTITY e \"</a>\"> ]><a><!-- </a> --><![CDATA[</a>]]><a b=\"</a>\"/></a>";
    assertThat(xml(one + "<b/>")).containsExactly(one, "<b/>");
  }

  @Test
  void endsACutElementWhereTheNextBegins() throws IOException {
    assertThat(xml("<Event><a>1</a><Ev\n<Event><a>2</a></Event>"))
        .containsExactly("<Event><a>1</a><Ev\n<Event><a>2</a></Event>");
    assertThat(xml("<AUDIT><AUDIT_RECORD A='1'/>\n<AUDIT_RECORD><A>\n<AUDIT_RECORD/></AUDIT>"))
        .containsExactly("<AUDIT_RECORD A='1'/>", "<AUDIT_RECORD><A>\n", "<AUDIT_RECORD/>");
    assertThat(xml("<Event><a>1</a>\n<Event><a>2</a></Event>"))
        .containsExactly("<Event><a>1</a>\n", "<Event><a>2</a></Event>");
    assertThat(xml("<m><n>\n<?xml version='1.0'?><m/>"))
        .containsExactly("<m><n>\n", "<?xml version='1.0'?><m/>");
  }

  @Test
  void keepsLinesThatAreNoXml() throws IOException {
    assertThat(xml("<85>1 - - - - - - <a>\nnoise <b>\n<a/>"))
        .containsExactly("<85>1 - - - - - - <a>", "noise <b>", "<a/>");
  }

  @Test
  void cutsJsonValuesHoweverTheyAreLaidOut() throws IOException {
    String pretty = "{\n  \"a\": \"}\\\"\",\n  \"b\": [1, {\"c\": 2}]\n}";
    assertThat(json(pretty + "\n{\"d\":1}{\"e\":2}\n"))
        .containsExactly(pretty, "{\"d\":1}", "{\"e\":2}");
    assertThat(json("[\n " + pretty + ",\n {\"d\":1}\n]\n")).containsExactly(pretty, "{\"d\":1}");
  }

  @Test
  void keepsArraysThatAreNoListOfObjects() throws IOException {
    assertThat(json("[[{\"a\":1}],[{\"b\":2}]]")).containsExactly("[[{\"a\":1}],[{\"b\":2}]]");
    assertThat(json("[{\"a\":1}, [{\"b\":2}], [3]]"))
        .containsExactly("{\"a\":1}", "[{\"b\":2}]", "[3]");
    assertThat(json("[1, 2]\n[]\n[ ]\n[{}]\n")).containsExactly("[1, 2]", "{}");
    assertThat(json("[[[[[")).containsExactly("[[[[[");
    assertThat(json("]]]]")).containsExactly("]]]");
    assertThat(json("{}\n,,,\n{}")).containsExactly("{}", ",,", "{}");
  }

  @Test
  void cutsListsAlikeFromTheirMiddle() throws IOException {
    byte[] file = "[ {\"a\":1} , [2] , {\"b\":[]} ]".getBytes(UTF_8);
    List<byte[]> whole = records(file, EntryUnit.JSON_VALUE, LONGEST, 0);
    // Behind the first object, where an import goes on.
    List<byte[]> resumed = records(file, EntryUnit.JSON_VALUE, LONGEST, 9);
    assertThat(resumed).containsExactlyElementsOf(whole.subList(1, 3));
  }

  @Test
  void endsACutValueWhereTheNextBegins() throws IOException {
    assertThat(json("{\"a\":\"x\n{\"b\":1}\n")).containsExactly("{\"a\":\"x", "{\"b\":1}");
    assertThat(json("{\"a\":1,\n{\"b\":1}\n{\"c\":1}"))
        .containsExactly("{\"a\":1,", "{\"b\":1}", "{\"c\":1}");
  }

  @Test
  void keepsLinesThatAreNoJson() throws IOException {
    assertThat(json("あ [1], {\n12, 13\n\"a\" true\n{}"))
        .containsExactly("あ [1], {", "12, 13", "\"a\"", "true", "{}");
  }

  @Test
  void leavesAByteOrderMarkWithTheFirstRecord() throws IOException {
    assertThat(json("\ufeff{\"a\":1}\n{}")).containsExactly("\ufeff{\"a\":1}", "{}");
    assertThat(xml("\ufeff<?xml version='1.0'?><a/>")).hasSize(1);
  }

  @Test
  void readsUtf16() throws IOException {
    byte[] bytes = "\ufeff<Events><Event>あ</Event><Event/></Events>".getBytes(UTF_16LE);
    assertThat(records(bytes, EntryUnit.XML_ELEMENT, LONGEST, 0))
        .extracting(b -> new String(b, UTF_16LE))
        .containsExactly("<Event>あ</Event>", "<Event/>");
  }

  @Test
  void cutsWhatIsLongerThanTheLimitIntoPieces() throws IOException {
    byte[] bytes = ("{\"a\":\"" + "x".repeat(300_000) + "\"}\n{}").getBytes(UTF_8);
    List<byte[]> pieces = records(bytes, EntryUnit.JSON_VALUE, 100_000, 0);
    assertThat(pieces).extracting(b -> b.length).containsExactly(100_000, 100_000, 100_000, 8, 2);
  }

  @Test
  void losesNoByteOfAnyJson() throws IOException {
    Random random = new Random(8259);
    String letters = "{}[]\",:\\ \n\raあ01";
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      StringBuilder kept = new StringBuilder();
      for (byte[] record : records(bytes, EntryUnit.JSON_VALUE, 1 + random.nextInt(20), 0)) {
        kept.append(new String(record, ISO_8859_1));
      }
      assertThat(without(kept.toString()))
          .as("%s", text)
          .isEqualTo(without(new String(bytes, ISO_8859_1)));
    }
  }

  @Test
  void losesNoByteOfAnyXml() throws IOException {
    Random random = new Random(10);
    String[] parts = {
      "<a>", "</a>", "<a", "/>", "<?xml ", "?>", "<!--", "-->", "<Event>", "<", ">", "x", "'", "\n"
    };
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      StringBuilder kept = new StringBuilder();
      for (byte[] record :
          records(
              text.toString().getBytes(UTF_8), EntryUnit.XML_ELEMENT, 1 + random.nextInt(40), 0)) {
        kept.append(new String(record, UTF_8));
      }
      assertThat(kept.toString().replaceAll("\\s", ""))
          .as("%s", text)
          .isEqualTo(text.toString().replaceAll("\\s", ""));
    }
  }

  private static String without(String text) {
    StringBuilder out = new StringBuilder();
    text.chars().filter(c -> BETWEEN_JSON.indexOf(c) < 0).forEach(c -> out.append((char) c));
    return out.toString();
  }

  @Test
  void cutsChunksAndPassesReservedOnesOver() throws IOException {
    byte[] file = new byte[4_096 + 3 * 65_536 + 100];
    System.arraycopy("ElfFile\0".getBytes(UTF_8), 0, file, 0, 8);
    file[41] = 0x10;
    file[4_096] = 1;
    file[4_096 + 2 * 65_536] = 3;
    file[file.length - 1] = 4;
    List<byte[]> chunks = records(file, EntryUnit.EVTX_CHUNK, LONGEST, 0);
    assertThat(chunks).extracting(b -> b.length).containsExactly(65_536, 65_536, 100);
    assertThat(chunks.get(1)[0]).isEqualTo((byte) 3);
    List<byte[]> resumed = records(file, EntryUnit.EVTX_CHUNK, LONGEST, 4_096 + 65_536);
    assertThat(resumed.getFirst()).isEqualTo(chunks.get(1));
    byte[] damaged = file.clone();
    damaged[2] ^= 0x10;
    damaged[41] = 0x30;
    assertThat(records(damaged, EntryUnit.EVTX_CHUNK, LONGEST, 0))
        .containsExactlyElementsOf(chunks);
    byte[] bare = Arrays.copyOfRange(file, 4_096, 4_096 + 65_536);
    assertThat(records(bare, EntryUnit.EVTX_CHUNK, LONGEST, 0)).containsExactly(bare);
  }

  @Test
  void goesOnInTheMiddleWithTheSameRecords() throws IOException {
    byte[] bytes = "[{\"a\":1},\n{\"b\":[2]},{\"c\":3}]".getBytes(UTF_8);
    Path file = Files.write(folder.resolve("resumed"), bytes);
    var options = new ImportOptions(file, new SourceId("x"), EntryUnit.JSON_VALUE, null, LONGEST);
    List<String> whole = new ArrayList<>();
    List<Long> offsets = new ArrayList<>();
    try (FileRecords records = FileRecords.open(options, 0)) {
      while (records.next()) {
        whole.add(new String(records.payload(), UTF_8));
        offsets.add(records.offset());
      }
    }
    assertThat(whole).hasSize(3);
    for (int i = 0; i < 3; i++) {
      List<byte[]> rest = records(bytes, EntryUnit.JSON_VALUE, LONGEST, offsets.get(i));
      assertThat(rest).extracting(b -> new String(b, UTF_8)).isEqualTo(whole.subList(i + 1, 3));
    }
  }
}
