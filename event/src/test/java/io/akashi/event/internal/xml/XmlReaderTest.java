package io.akashi.event.internal.xml;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.internal.xml.XmlReader.Token;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
  /** What a document was read as: {@code <name a="b">}, {@code </name>}, text, then the notes. */
  private static String read(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    XmlReader xml = XmlReader.over(bytes, 0, bytes.length, null);
    for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
      switch (token) {
        case START -> {
          out.append('<').append(xml.name());
          for (int i = 0; i < xml.attributeCount(); i++) {
            out.append(' ').append(xml.attributeName(i)).append('=').append(xml.attributeValue(i));
          }
          out.append('>');
        }
        case END -> out.append("</").append(xml.name()).append('>');
        case TEXT -> out.append('[').append(xml.text()).append(']');
        case DONE -> throw new IllegalStateException();
      }
    }
    assertThat(xml.depth()).isZero();
    assertThat(xml.next()).isEqualTo(Token.DONE);
    xml.notes().forEach(note -> out.append(" !").append(note.replaceFirst("^.* / ", "")));
    return out.toString();
  }

  private static String read(String document) {
    return read(document.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a/>|<a></a>",
        "<a b='1' c = \"2\"/>|<a b=1 c=2></a>",
        "<x:a x:b='1'><x:c/></x:a>|<a x:b=1><c></c></a>",
        "<?xml version='1.0'?><!-- <b> --><a> <b>t</b> </a>|<a><b>[t]</b></a>",
        "<a>1 &lt; 2 &amp;&#x5c71;&#30000;</a>|<a>[1 < 2 &山田]</a>",
        "<a b='&quot;&apos;&gt;'/>|<a b=\"'>></a>",
        "<a><![CDATA[<b>&amp;]]></a>|<a>[<b>&amp;]</a>",
        "<a>x<!-- - -->y</a>|<a>[x][y]</a>",
        "<a><?pi ?></a >|<a></a>",
      })
  void readsWellFormed(String document, String expected) {
    assertThat(read(document)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a><b c='1' d='山|<a><b c=1></b></a> !a value is not closed in the tag <b> (byte 12)",
        "<a><b c='1' d=|<a><b c=1></b></a> !cut off inside the tag <b> (byte 12)",
        "<a><b>tex|<a><b></b></a> !cut off inside <b> (byte 9)",
        "<a><b>text</|<a><b>[text]</b></a> !cut off inside a tag (byte 10)",
        "<a><b|<a></a> !cut off inside a tag (byte 3)",
        "<a><b>1</b></c>|<a><b>[1]</b></a> !an end tag closes nothing that is open (byte 11)",
        "<a b=1 c='2'/>|<a></a> !not an attribute in the tag <a> (byte 3)",
        "<a><![CDATA[x|<a></a> !a CDATA section is not closed or not in an element (byte 3)",
        "<a><!-- x|<a></a> !a comment or declaration is not closed (byte 3)",
        "<a>1 < 2</a>|<a>[1 ]</a> !'<' without a name (byte 5)",
        "<a/><b/>|<a></a> !something follows the document (byte 4)",
        "<a/>tail|<a></a> !something follows the document (byte 4)",
        "text|` !not XML (byte 0)`",
        "<!-- -->|` !no XML element (byte 8)`",
      })
  void givesWhatStandsBeforeADefectAndSaysWhere(String document, String expected) {
    assertThat(read(document)).isEqualTo(expected);
  }

  @Test
  void expandsNoEntity() {
    String bomb =
        "<!DOCTYPE a [<!ENTITY l \"lol]>\"><!-- don't ]> --><!ENTITY m '&l;&l;'>"
            + "<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a b='&m;'>&x; &#0; &#xD800; &</a>";
    assertThat(read(bomb))
        .isEqualTo(
            "<a b=&m;>[&x; &#0; &#xD800; &]</a> !a DOCTYPE was skipped (byte 0)"
                + " !an unknown reference was left as it stands");
  }

  @Test
  void normalisesLineEndsAsXmlDemands() {
    assertThat(read("<a b='1\r\n2\t3&#10;'>1\r\n2\r3\t</a>"))
        .isEqualTo("<a b=1 2 3\n>[1\n2\n3\t]</a>");
  }

  @Test
  void readsOnBehindWhatIsNestedTooDeep() {
    int deep = XmlReader.DEEPEST;
    String inner = "<a>".repeat(deep) + "x<![CDATA[y]]><a/>" + "</a>".repeat(deep);
    assertThat(read("<r>" + inner + "<z/></r>"))
        .isEqualTo(
            "<r>"
                + "<a>".repeat(deep - 1)
                + "</a>".repeat(deep - 1)
                + "<z></z></r> !what is nested deeper than 64 was skipped");
    String whole = "<a>".repeat(deep) + "</a>".repeat(deep);
    assertThat(read(whole)).isEqualTo(whole);
    assertThat(read("<a>".repeat(deep + 9))).contains("cut off inside <a>");
  }

  @Test
  void boundsAttributesAndValues() {
    StringBuilder many = new StringBuilder("<a");
    for (int i = 0; i <= XmlReader.MOST_ATTRIBUTES; i++) {
      many.append(" a").append(i).append("='x'");
    }
    assertThat(read(many + "/>")).contains("a255=x").contains("too many attributes");
    XmlReader xml = reader("<a b='" + "山".repeat(30_000) + "'/>");
    xml.next();
    assertThat(xml.attribute("b")).isEqualTo("山".repeat(21_845));
    assertThat(xml.notes()).singleElement().asString().contains("longer than 65536 bytes");
  }

  private static XmlReader reader(String document) {
    byte[] bytes = document.getBytes(UTF_8);
    return XmlReader.over(bytes, 0, bytes.length, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-31j", "EUC-JP", "ISO-2022-JP", "UTF-16", "UTF-16LE"})
  void readsTheCharsetThatTheBytesAllow(String charset) {
    String document = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?><a b='髙田'>花子</a>";
    if (!charset.equals("windows-31j")) {
      document = document.replace('髙', '高');
    }
    assertThat(read(document.getBytes(Charset.forName(charset)))).matches("<a b=[高髙]田>\\[花子]</a>");
  }

  @Test
  void believesTheBytesBeforeTheDeclaration() {
    String document = "<?xml version=\"1.0\" encoding=\"ASCII\"?><a>山田</a>";
    assertThat(read(document)).isEqualTo("<a>[山田]</a>");
    assertThat(read(document.getBytes(PayloadText.CP932))).isEqualTo("<a>[山田]</a>");
    assertThat(read("<a>caf\u00e9</a>".getBytes(Charset.forName("windows-1252"))))
        .startsWith("<a>[café]</a> !");
  }

  @Test
  void skipsMarksAndReadsWithinItsRange() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0xff, (byte) 0xfe});
    out.write("<a>山</a>".getBytes(UTF_16LE));
    assertThat(read(out.toByteArray())).isEqualTo("<a>[山]</a>");
    assertThat(read("\uFEFF<a/>")).isEqualTo("<a></a>");
    byte[] around = "<x><a>1</a></x>".getBytes(UTF_8);
    XmlReader xml = XmlReader.over(around, 3, 11, null);
    xml.next();
    assertThat(xml.elementText()).isEqualTo("1");
    assertThat(xml.next()).isEqualTo(Token.DONE);
    assertThat(xml.notes()).isEmpty();
  }

  @Test
  void readsOverElements() {
    XmlReader xml = reader("<r><a>1<b>2</b><![CDATA[3]]></a><c><d><e/></d></c><f x='1'/></r>");
    xml.next();
    xml.next();
    assertThat(xml.elementText()).isEqualTo("123");
    assertThat(xml.name()).isEqualTo("a");
    xml.next();
    xml.skipElement();
    assertThat(xml.name()).isEqualTo("c");
    assertThat(xml.next()).isEqualTo(Token.START);
    assertThat(xml.attribute("x")).isEqualTo("1");
    assertThat(xml.attribute("y")).isNull();
    assertThat(xml.elementText()).isEmpty();
    assertThat(xml.next()).isEqualTo(Token.END);
    assertThat(xml.prefix()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<a ",
        "<a>",
        "<!--",
        "<!-",
        "<![CDATA[",
        "]]>",
        "<?",
        "<!DOCTYPE [",
        "<!DOCTYPE a [<!--",
        "&",
        "&#x",
        "<a b='",
        "a='&' ",
        "'",
        "<a b='1'/>",
        "<a/><!---->",
        "-->"
      })
  void staysLinearForARepeatedPattern(String pattern) {
    String repeated = pattern.repeat((1 << 18) / pattern.length());
    for (String document : List.of(repeated, "<r>" + repeated, "<r a='" + repeated + "'/>")) {
      String read = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(document));
      assertThat(read.length()).isLessThan(3 << 18);
    }
  }

  @Test
  void givesNothingThatTheWholeDocumentWouldNotGive() {
    String document =
        "<?xml version='1.0'?><a x='1'><b y='山田&amp;'>t&#65;<![CDATA[c]]></b><!-- n --><c/></a>";
    byte[] bytes = document.getBytes(UTF_8);
    List<String> whole = steps(bytes, bytes.length);
    for (int cut = 0; cut < bytes.length; cut++) {
      List<String> some = steps(bytes, cut);
      assertThat(whole).as("cut at %d", cut).containsAll(some);
    }
  }

  private static List<String> steps(byte[] bytes, int to) {
    List<String> steps = new ArrayList<>();
    XmlReader xml = XmlReader.over(bytes, 0, to, null);
    for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
      switch (token) {
        case START -> {
          for (int i = 0; i < xml.attributeCount(); i++) {
            steps.add(xml.name() + "@" + xml.attributeName(i) + "=" + xml.attributeValue(i));
          }
        }
        case TEXT -> steps.add(xml.text());
        case END, DONE -> steps.add(token + xml.name());
      }
    }
    return steps;
  }

  @Test
  void survivesDocumentsThatWereMutated() {
    Random random = new Random(3881);
    byte[] seed =
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a x='1' y=\"&lt;\"><b>t&#65;</b><![CDATA[c]]><!-- n --></a>"
            .getBytes(UTF_8);
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = seed.clone();
      for (int n = random.nextInt(5); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "<>/!?[]-&;#'\"= a\0\u0080".charAt(random.nextInt(18));
      }
      assertThat(read(bytes).length()).isLessThan(20 * bytes.length);
    }
  }
}
