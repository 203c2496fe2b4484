package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.internal.xml.XmlReader;
import io.akashi.event.internal.xml.XmlReader.Token;

/**
 * One XML element (XML 1.0) is one row: its attributes and the elements in it are the cells, of an
 * element within another the names joined by a full stop. Of an element that is cut in the middle,
 * what stands before the cut is read. Depth and values are bounded as {@link XmlReader} says.
 */
final class XmlRows implements RowReader {
  private final Text text;
  private final NamedValues values;
  private final XmlReader xml;
  private final StringBuilder path = new StringBuilder();
  private final StringBuilder said = new StringBuilder();

  /** Of each open element, how long the path was before it. */
  private final int[] lengths = new int[XmlReader.DEEPEST + 2];

  private boolean read;

  XmlRows(Text text, CellNames names) {
    this.text = text;
    this.values = new NamedValues(names);
    this.xml = XmlReader.over(text.bytes(), text.from(), text.to(), UTF_8);
  }

  @Override
  public int position() {
    return read ? text.to() : text.from();
  }

  @Override
  public boolean next(Row row) {
    if (read || isBlank()) {
      read = true;
      return false;
    }
    read = true;
    row.begin(text.bytes(), text.from());
    row.lineEnd = text.to();
    if (xml.next() == Token.START) {
      values.begin(row);
      attributes(row);
      inside(row);
    }
    if (!xml.notes().isEmpty()) {
      row.flaw = String.join("; ", xml.notes());
    }
    return true;
  }

  private boolean isBlank() {
    for (int i = text.from(); i < text.to(); i++) {
      if (text.bytes()[i] > ' ' || text.bytes()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Everything within the outermost element. */
  private void inside(Row row) {
    for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
      switch (token) {
        case START -> {
          give(row);
          lengths[xml.depth()] = path.length();
          NamedValues.step(path, path.isEmpty() ? "" : ".", xml.name(), row);
          attributes(row);
        }
        case TEXT -> said.append(xml.text());
        default -> {
          give(row);
          path.setLength(lengths[xml.depth()]);
        }
      }
    }
  }

  private void attributes(Row row) {
    for (int i = 0; i < xml.attributeCount(); i++) {
      String name = xml.attributeName(i);
      if (!name.startsWith("xmlns") && !name.startsWith("xsi:")) {
        values.give(row, path.isEmpty() ? name : path + "." + name, xml.attributeValue(i));
      }
    }
  }

  /** What an element says beside the elements in it; of the outermost one it has no name. */
  private void give(Row row) {
    if (!said.isEmpty()) {
      values.give(row, path.isEmpty() ? "text" : path.toString(), said.toString());
      said.setLength(0);
    }
  }
}
