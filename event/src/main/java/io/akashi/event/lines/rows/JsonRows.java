package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.internal.text.PayloadText;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON values (RFC 8259), one after another or in one outermost array; each object is a row. A cell
 * is the text of the value at its path; {@code null} says nothing. An array of bytes is a text. Of
 * a value that is cut in the middle, what stands before the cut is read. Depth at most 64.
 */
final class JsonRows implements RowReader {
  private static final int DEEPEST = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // The text is UTF-8; what looks like another form of Unicode is no JSON.
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final Text text;
  private final NamedValues values;
  private final JsonParser parser;
  private final StringBuilder path = new StringBuilder();
  private int at;
  private boolean broken;

  JsonRows(Text text, CellNames names) {
    this.text = text;
    this.values = new NamedValues(names);
    this.at = text.from();
    this.parser =
        FACTORY.createParser(
            ObjectReadContext.empty(), text.bytes(), text.from(), text.to() - text.from());
  }

  @Override
  public int position() {
    return at;
  }

  @Override
  public boolean next(Row row) {
    if (broken) {
      return false;
    }
    row.begin(text.bytes(), at);
    try {
      JsonToken token = parser.nextToken();
      while (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
        token = parser.nextToken();
      }
      if (token == null) {
        at = text.to();
        return false;
      }
      row.lineStart = Math.min(offset(parser.currentTokenLocation().getByteOffset()), text.to());
      if (token != JsonToken.START_OBJECT) {
        return scalar(row);
      }
      values.begin(row);
      path.setLength(0);
      object(row);
      end(row);
    } catch (JacksonException e) {
      broken = true;
      if (isComma()) {
        at = text.to();
        return false;
      }
      row.flaw = "JSONとして読めません / not JSON from here on: " + e.getOriginalMessage();
      at = text.to();
      row.lineEnd = at;
    }
    return true;
  }

  /** Whether nothing but a comma is left: a line of an array that was written line by line. */
  private boolean isComma() {
    return new String(text.bytes(), at, text.to() - at, UTF_8).strip().equals(",");
  }

  private boolean scalar(Row row) {
    row.flaw = "JSONのオブジェクトではありません / not a JSON object";
    end(row);
    return true;
  }

  private void end(Row row) {
    at = Math.min(offset(parser.currentLocation().getByteOffset()), text.to());
    row.lineEnd = Math.max(at, row.lineStart);
  }

  private int offset(long fromParser) {
    return text.from() + (int) Math.max(fromParser, 0);
  }

  private void object(Row row) {
    int length = path.length();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      NamedValues.step(path, length == 0 ? "" : ".", parser.currentName(), row);
      parser.nextToken();
      value(row);
      path.setLength(length);
    }
  }

  private void array(Row row) {
    if (values.hasCell(path.toString())) {
      cell(row);
    } else {
      parser.nextToken();
      elements(row, 0);
    }
  }

  /**
   * An array where a cell was expected. The journal of systemd writes a text that is not UTF-8 as
   * the numbers of its bytes (systemd, "Journal JSON Format"); any other array is its elements.
   */
  private void cell(Row row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && isByte(parser.getString())) {
      bytes.write(parser.getIntValue());
    }
    byte[] read = bytes.toByteArray();
    if (parser.currentToken() == JsonToken.END_ARRAY) {
      PayloadText text = PayloadText.guess(read, 0, read.length);
      values.give(row, path.toString(), text.value());
      row.flaw = text.note() == null ? row.flaw : text.note();
      return;
    }
    for (int i = 0; i < read.length; i++) {
      values.give(row, path + "[" + i + "]", Integer.toString(read[i] & 0xff));
    }
    elements(row, read.length);
  }

  private static boolean isByte(String number) {
    return number.length() <= 3 && number.charAt(0) != '-' && Integer.parseInt(number) <= 0xff;
  }

  /** The elements from the current token on, the first of which has this number. */
  private void elements(Row row, int first) {
    int length = path.length();
    for (int i = first; parser.currentToken() != JsonToken.END_ARRAY; i++) {
      path.append('[').append(i).append(']');
      value(row);
      path.setLength(length);
      parser.nextToken();
    }
  }

  private void value(Row row) {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(row);
      case START_ARRAY -> array(row);
      case VALUE_NULL -> {}
      default -> values.give(row, path.toString(), parser.getString());
    }
  }
}
