package io.akashi.event.internal.xml;

import io.akashi.event.internal.text.CellCache;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an XML document (XML 1.0) that lies in a byte range, one step at a time and in one pass,
 * without a copy where it is UTF-8. Comments, processing instructions and the DOCTYPE with all it
 * declares are skipped, no entity is expanded, white space alone between tags says nothing.
 *
 * <p>Never throws for what the bytes are. At the first defect (cut, malformed) what stands before
 * it has been given, open elements are closed, and {@link #notes} says what was wrong and where. A
 * value that is cut off is not given: it might be somebody else's.
 *
 * <pre>
 * XmlReader xml = XmlReader.over(bytes, from, to, null);
 * while (xml.next() != Token.DONE) { … xml.name() … xml.attribute("UserID") … xml.text() … }
 * </pre>
 *
 * Belongs to one thread.
 */
public final class XmlReader {
  /** What {@link #next} came to. */
  public enum Token {
    /** A start tag; {@code <a/>} is one too, and an end directly behind it. */
    START,
    END,
    /** Text between tags or a CDATA section; a text may come in several pieces. */
    TEXT,
    /** The end of the document, or of what could be read of it. */
    DONE
  }

  /** Elements within each other; what is deeper is skipped and noted. */
  public static final int DEEPEST = 64;

  /** Attributes of one element; more are a defect. */
  public static final int MOST_ATTRIBUTES = 256;

  private static final CellCache NAMES = new CellCache();

  private final byte[] bytes;
  private final int start;
  private final int end;
  private final XmlText values;
  private final XmlAttributes attributes;
  private final List<String> notes = new ArrayList<>(2);

  // The names of the open elements: end tags are compared with them byte by byte.
  private final int[] nameFrom = new int[DEEPEST + 1];
  private final int[] nameTo = new int[DEEPEST + 1];
  private int depth;
  private int tooDeep;
  private boolean skippedDeep;
  private int at;
  private int textFrom;
  private int textTo;
  private boolean cdata;
  private boolean popOnNext;
  private boolean closeOnNext;
  private boolean rootSeen;
  private boolean stopped;

  private XmlReader(XmlBytes document) {
    bytes = document.bytes();
    start = document.from();
    end = document.to();
    at = start;
    values = new XmlText(bytes);
    attributes = new XmlAttributes(bytes, end, values, NAMES);
    if (document.note() != null) {
      notes.add(document.note());
    }
  }

  /**
   * A reader of the document that fills {@code bytes[from, to)}. The bytes must not change.
   *
   * @param charset what is known of the sender's charset, or null; UTF-8 is recognised anyway
   */
  public static XmlReader over(byte[] bytes, int from, int to, @Nullable Charset charset) {
    return new XmlReader(XmlBytes.of(bytes, from, to, charset));
  }

  /** Where an ASCII text such as {@code <?xml} first stands in {@code bytes[from, to)}, or -1. */
  public static int find(byte[] bytes, int from, int to, String ascii) {
    return XmlMarkup.find(bytes, ascii, from, to);
  }

  /** Goes one step on. */
  public Token next() {
    if (popOnNext) {
      popOnNext = false;
      depth--;
    }
    if (closeOnNext || (stopped && depth > 0)) {
      closeOnNext = false;
      return close();
    }
    while (!stopped) {
      if (at >= end) {
        finish();
      } else if (bytes[at] != '<') {
        if (textAhead()) {
          return Token.TEXT;
        }
      } else if (at + 1 < end && (bytes[at + 1] == '!' || bytes[at + 1] == '?')) {
        if (markup()) {
          return Token.TEXT;
        }
      } else if (depth == 0 && rootSeen) {
        stop("文書の後に続きがあります / something follows the document");
      } else if (tag()) {
        return popOnNext ? Token.END : Token.START;
      }
    }
    return depth > 0 ? close() : Token.DONE;
  }

  /**
   * Local name of the element that starts or ends here, all of it where nothing follows a colon.
   */
  public String name() {
    int from = nameFrom[depth];
    int colon = XmlAttributes.indexOf(bytes, ':', from, nameTo[depth]);
    boolean whole = colon < 0 || colon + 1 == nameTo[depth];
    return NAMES.text(bytes, whole ? from : colon + 1, nameTo[depth]);
  }

  /** Its prefix, or the empty text. */
  public String prefix() {
    int from = nameFrom[depth];
    int colon = XmlAttributes.indexOf(bytes, ':', from, nameTo[depth]);
    return colon < 0 ? "" : NAMES.text(bytes, from, colon);
  }

  /** How many elements are open, the one that starts or ends here counted. */
  public int depth() {
    return depth;
  }

  /** How many attributes the start tag has. */
  public int attributeCount() {
    return attributes.count();
  }

  /** Name of an attribute as written, prefix and all: {@code xml:lang}, {@code xmlns}. */
  public String attributeName(int i) {
    return attributes.name(i);
  }

  public String attributeValue(int i) {
    return attributes.value(i);
  }

  /** The value of the attribute of that name as written, or null; of two the first. */
  public @Nullable String attribute(String name) {
    return attributes.value(name);
  }

  /** The text after {@link Token#TEXT}. */
  public String text() {
    return cdata ? values.plain(textFrom, textTo) : values.text(textFrom, textTo);
  }

  /**
   * After a start: reads to the end of that element and gives its text, also that of elements
   * within it; empty when it has none.
   */
  public String elementText() {
    int outer = depth;
    String first = "";
    StringBuilder more = null;
    for (Token token = next(); inside(token, outer); token = next()) {
      if (token == Token.TEXT) {
        if (first.isEmpty()) {
          first = text();
        } else {
          more = more == null ? new StringBuilder(first) : more;
          more.append(text());
        }
      }
    }
    return more == null ? first : more.toString();
  }

  /** After a start: reads to the end of that element. */
  public void skipElement() {
    int outer = depth;
    Token token = next();
    while (inside(token, outer)) {
      token = next();
    }
  }

  private boolean inside(Token token, int outer) {
    return token != Token.DONE && (token != Token.END || depth > outer);
  }

  /**
   * Why the document may not say all, one sentence each, Japanese and English; empty when every
   * byte was understood. Complete after {@link Token#DONE}.
   */
  public List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (skippedDeep) {
      all.add("深すぎる入れ子を読み飛ばしました / what is nested deeper than %d was skipped".formatted(DEEPEST));
    }
    if (values.cut()) {
      all.add("長すぎる値を切り詰めました / a value longer than %d bytes was cut".formatted(XmlText.LONGEST));
    }
    if (values.unknownReference()) {
      all.add("未知の文字参照をそのまま残しました / an unknown reference was left as it stands");
    }
    return all;
  }

  private Token close() {
    popOnNext = true;
    return Token.END;
  }

  private void finish() {
    if (depth > 0) {
      stop("途中で切れています / cut off inside <%s>".formatted(name()));
    } else if (!rootSeen) {
      stop("XMLの要素がありません / no XML element");
    } else {
      stopped = true;
    }
  }

  private void stop(String what) {
    stopped = true;
    notes.add("%s (byte %d)".formatted(what, at - start));
  }

  /** Goes to the next tag; whether something but white space stands before it. */
  private boolean textAhead() {
    int from = at;
    int tag = XmlAttributes.indexOf(bytes, '<', from, end);
    int to = tag < 0 ? end : tag;
    boolean blank = XmlAttributes.afterSpace(bytes, from, to) == to;
    if (depth > 0 && tag >= 0) {
      at = tag;
      textFrom = from;
      textTo = to;
      cdata = false;
      return !blank && tooDeep == 0;
    }
    if (depth == 0 && !blank) {
      stop(rootSeen ? "文書の後に続きがあります / something follows the document" : "XMLではありません / not XML");
    }
    at = to;
    return false;
  }

  private boolean tag() {
    boolean ends = at + 1 < end && bytes[at + 1] == '/';
    return ends ? endTag() : startTag();
  }

  private boolean startTag() {
    int from = at + 1;
    int to = XmlAttributes.nameEnd(bytes, from, end);
    if (to == from || to == end) {
      stop(to == end ? "タグの途中で切れています / cut off inside a tag" : "要素名がありません / '<' without a name");
      return false;
    }
    if (depth == DEEPEST) {
      return skipDeep(to);
    }
    depth++;
    rootSeen = true;
    nameFrom[depth] = from;
    nameTo[depth] = to;
    at = attributes.read(to);
    String defect = attributes.defect();
    if (defect != null) {
      stop(defect + " <" + name() + ">");
      return true;
    }
    closeOnNext = bytes[at] == '/';
    at += closeOnNext ? 2 : 1;
    return true;
  }

  /** Over a start tag that is too deep; always false. */
  private boolean skipDeep(int behindName) {
    skippedDeep = true;
    at = attributes.read(behindName);
    if (attributes.defect() != null) {
      stop(attributes.defect() + " <" + name() + ">");
    } else if (bytes[at] == '/') {
      at += 2;
    } else {
      tooDeep++;
      at++;
    }
    return false;
  }

  private boolean endTag() {
    int from = at + 2;
    int to = XmlAttributes.nameEnd(bytes, from, end);
    int close = XmlAttributes.afterSpace(bytes, to, end);
    if (close >= end) {
      stop("タグの途中で切れています / cut off inside a tag");
      return false;
    }
    if (tooDeep > 0 && bytes[close] == '>') {
      tooDeep--;
      at = close + 1;
      return false;
    }
    boolean same =
        depth > 0
            && bytes[close] == '>'
            && Arrays.equals(bytes, from, to, bytes, nameFrom[depth], nameTo[depth]);
    if (!same) {
      stop("終了タグが合いません / an end tag closes nothing that is open");
      return false;
    }
    at = close + 1;
    close();
    return true;
  }

  /** Behind {@code <!} or {@code <?}; whether it is a CDATA section, which is text. */
  private boolean markup() {
    if (XmlMarkup.isCdata(bytes, at, end)) {
      textFrom = at + XmlMarkup.CDATA_LENGTH;
      textTo = XmlMarkup.find(bytes, "]]>", textFrom, end);
      cdata = true;
      if (textTo < 0 || depth == 0) {
        stop("CDATAが正しくありません / a CDATA section is not closed or not in an element");
        return false;
      }
      at = textTo + 3;
      return textTo > textFrom && tooDeep == 0;
    }
    int behind = XmlMarkup.after(bytes, at, end);
    if (behind < 0) {
      stop("注釈・宣言が閉じていません / a comment or declaration is not closed");
      return false;
    }
    if (XmlMarkup.isDoctype(bytes, at)) {
      notes.add("DOCTYPEを読み飛ばしました / a DOCTYPE was skipped (byte %d)".formatted(at - start));
    }
    at = behind;
    return false;
  }
}
