package io.akashi.event.windows.evtx;

import io.akashi.event.DecodeStatus;
import io.akashi.event.windows.EventShape;
import io.akashi.event.windows.WindowsEvent;
import org.jspecify.annotations.Nullable;

/**
 * Walks binary XML ([MS-EVEN6] 2.2.12; libevtx documentation, section 4) and gives its pieces to an
 * {@link EventShape}: nothing is kept but where it stands. A template is walked in place with the
 * values of its record. One walker serves one chunk; it belongs to one thread.
 */
final class BinXml {
  private static final int MORE = 0x40;
  private static final int TEMPLATE_HEADER = 24;
  private static final int OLDEST_VERSION = 1;

  private final Chunk chunk;
  private final Texts texts;
  private final Budget budget;

  BinXml(Chunk chunk, Budget budget) {
    this.chunk = chunk;
    this.budget = budget;
    this.texts = new Texts(chunk, budget);
  }

  /**
   * Reads the binary XML of one record into {@code event}, as far as it goes.
   *
   * @return whether all of it was read
   */
  boolean read(int at, int end, WindowsEvent event) {
    EventShape shape = new EventShape(event);
    try {
      new Walk(shape, event, Substitutions.NONE, false, 0).fragment(at, end);
      return true;
    } catch (DamageException e) {
      event.flaw(DecodeStatus.PARTIAL, e.reason());
      return false;
    } finally {
      shape.close();
    }
  }

  /** One fragment, with the values that are put into it. */
  private final class Walk {
    private final EventShape shape;
    private final WindowsEvent event;
    private final Substitutions values;
    private final boolean template;
    private final int nesting;
    private int valuesEnd;
    private int at;
    private int end;
    private @Nullable String attribute;
    private @Nullable String attributeText;

    Walk(
        EventShape shape, WindowsEvent event, Substitutions values, boolean template, int nesting) {
      this.shape = shape;
      this.event = event;
      this.values = values;
      this.template = template;
      this.nesting = nesting;
    }

    /** Walks {@code [from, to)} up to its end-of-fragment token. */
    void fragment(int from, int to) throws DamageException {
      at = from;
      end = to;
      if (nesting + shape.depth() > EventShape.DEEPEST) {
        throw new DamageException("入れ子が深すぎます / nested too deeply", at);
      }
      while (true) {
        need(1);
        int token = chunk.u8(at);
        budget.spend(1, at);
        if (token == 0x00) {
          at++;
          flushAttribute();
          return;
        }
        piece(token);
      }
    }

    private void piece(int token) throws DamageException {
      switch (token) {
        case 0x01, 0x01 | MORE -> element((token & MORE) != 0);
        case 0x02 -> {
          flushAttribute();
          at++;
        }
        case 0x03, 0x04 -> {
          flushAttribute();
          shape.end();
          at++;
        }
        case 0x05, 0x05 | MORE -> text();
        case 0x06, 0x06 | MORE -> {
          flushAttribute();
          attribute = named(1);
        }
        case 0x07, 0x07 | MORE -> counted(1, true);
        case 0x08, 0x08 | MORE -> {
          need(3);
          say(String.valueOf((char) chunk.u16(at + 1)));
          at += 3;
        }
        case 0x09, 0x09 | MORE -> entity();
        case 0x0a -> named(1);
        case 0x0b -> counted(1, false);
        case 0x0c -> templateInstance();
        case 0x0d, 0x0e -> substitution();
        case 0x0f -> {
          need(4);
          if (chunk.u8(at + 1) != OLDEST_VERSION) {
            throw new DamageException("未知の版です / unknown version of binary XML", at);
          }
          at += 4;
        }
        default ->
            throw new DamageException(
                "不明なトークン 0x%1$02x です / unknown token 0x%1$02x".formatted(token), at);
      }
    }

    private void need(int bytes) throws DamageException {
      if (at + bytes > end) {
        throw new DamageException("途中で切れています / cut off", at);
      }
    }

    /**
     * {@code token [dependency:u16] length:u32 name:u32 [name] [length of the attributes:u32]}. The
     * dependency stands in every template; elsewhere writers differ, so it is looked for.
     */
    private void element(boolean attributes) throws DamageException {
      flushAttribute();
      boolean dependency = template || isElement(at + 3);
      String name = named(dependency ? 7 : 5);
      if (attributes) {
        need(4);
        at += 4;
      }
      if (nesting + shape.depth() >= EventShape.DEEPEST) {
        throw new DamageException("要素の入れ子が深すぎます / elements nested too deeply", at);
      }
      shape.start(name);
    }

    private boolean isElement(int length) {
      if (length + 8 > end || chunk.u32(length) > end - length - 4) {
        return false;
      }
      return texts.isNameAt(chunk.u32(length + 4));
    }

    /** Reads the name whose offset lies {@code skip} bytes on, and steps over both. */
    private String named(int skip) throws DamageException {
      need(skip + 4);
      long offset = chunk.u32(at + skip);
      at += skip + 4;
      if (!texts.isNameAt(offset)) {
        throw new DamageException("名前の位置が不正です / offset of a name is out of bounds", at - 4);
      }
      String name = texts.name((int) offset);
      if (offset == at) {
        int length = texts.nameLength(at);
        need(length);
        at += length;
      }
      return name;
    }

    private void text() throws DamageException {
      need(2);
      int type = chunk.u8(at + 1);
      if (type != ValueText.STRING) {
        throw new DamageException(
            "不明な値の型 0x%1$02x です / unknown type 0x%1$02x of a text".formatted(type), at);
      }
      counted(2, true);
    }

    /** {@code count:u16 text}, {@code skip} bytes on. */
    private void counted(int skip, boolean said) throws DamageException {
      need(skip + 2);
      int units = chunk.u16(at + skip);
      need(skip + 2 + 2 * units);
      if (said) {
        say(texts.fixed(at + skip + 2, units));
      }
      at += skip + 2 + 2 * units;
    }

    private void entity() throws DamageException {
      String name = named(1);
      say(
          switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> "&" + name + ";";
          });
    }

    private void say(String piece) throws DamageException {
      if (attribute == null) {
        shape.text(piece);
        return;
      }
      if (attributeText != null) {
        budget.spend(attributeText.length(), at);
      }
      attributeText = attributeText == null ? piece : attributeText.concat(piece);
    }

    private void flushAttribute() {
      if (attribute != null && attributeText != null) {
        shape.attribute(attribute, attributeText);
      }
      attribute = null;
      attributeText = null;
    }

    private void substitution() throws DamageException {
      need(4);
      int id = chunk.u16(at + 1);
      int offset = at;
      at += 4;
      if (id >= values.count()) {
        throw new DamageException(
            "置換値 %1$d がありません / no substitution value %1$d".formatted(id), offset);
      }
      if (values.type(id) == ValueText.BINARY_XML) {
        embedded(id);
        return;
      }
      ValueText text = values.text(chunk, id, valuesEnd, budget);
      if (text.note() != null) {
        event.flaw(DecodeStatus.PARTIAL, text.note() + " (offset " + values.offset(id) + ")");
      }
      boolean first = true;
      for (String one : text.texts()) {
        if (!first && attribute == null) {
          budget.spend(16, offset);
          shape.again();
        } else if (!first) {
          say(" ");
        }
        say(one);
        first = false;
      }
    }

    private void embedded(int id) throws DamageException {
      int from = values.offset(id);
      int to = from + values.size(id);
      if (to > valuesEnd) {
        throw new DamageException("埋め込みXMLが途中で切れています / embedded binary XML is cut off", from);
      }
      if (to > from) {
        flushAttribute();
        new Walk(shape, event, Substitutions.NONE, false, nesting + 1).fragment(from, to);
      }
    }

    /**
     * {@code 0x0c u8 id:u32 definition:u32 [definition] values}: the definition lies here the first
     * time, and is referred to by its offset afterwards.
     */
    private void templateInstance() throws DamageException {
      need(10);
      int instance = at;
      long id = chunk.u32(at + 2);
      long offset = chunk.u32(at + 6);
      at += 10;
      if (offset < Chunk.TABLES_END || offset + TEMPLATE_HEADER > chunk.end) {
        throw new DamageException(
            "テンプレートの位置が不正です / offset of a template is out of bounds", instance);
      }
      int definition = (int) offset;
      int body = definition + TEMPLATE_HEADER;
      long bodyEnd = body + chunk.u32(definition + 20);
      if (chunk.u32(definition + 4) != id || bodyEnd > chunk.end) {
        throw new DamageException(
            "テンプレートが壊れています / not the template that the record names", definition);
      }
      if (definition == at) {
        at = (int) bodyEnd;
        need(0);
      }
      Substitutions own = Substitutions.read(chunk, at, end, budget);
      Walk walk = new Walk(shape, event, own, true, nesting + 1);
      walk.valuesEnd = end;
      walk.fragment(body, (int) bodyEnd);
      at = own.end(at);
      if (at > end) {
        throw new DamageException("置換値が途中で切れています / substitution values are cut off", end);
      }
    }
  }
}
