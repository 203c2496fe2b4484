package io.akashi.event.windows.evtx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes chunks of event logs as Windows does, so that tests can damage them: the first record of a
 * template carries it, the others refer to it; names are said once.
 */
final class ChunkWriter {
  /** A value of a substitution array. */
  record Value(int type, byte[] bytes) {
    static Value text(String text) {
      return new Value(0x01, text.getBytes(UTF_16LE));
    }

    static Value nothing() {
      return new Value(0, new byte[0]);
    }

    static Value number(int type, int size, long number) {
      ByteBuffer out = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, number);
      return new Value(type, Arrays.copyOf(out.array(), size));
    }
  }

  /** Writes what stands in a template; positions are those of the chunk. */
  interface Body {
    void write(ChunkWriter out);
  }

  static final long TICKS = 134_081_712_001_234_567L;

  private static final int LENGTH = 65_536;
  private static final int RECORDS = 512;

  private final ByteBuffer out = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<Integer, Integer> templates = new HashMap<>();
  private long firstId = -1;
  private long lastId;
  private int lastRecord;

  ChunkWriter() {
    out.position(RECORDS);
  }

  int position() {
    return out.position();
  }

  ByteBuffer raw() {
    return out;
  }

  ChunkWriter u8(int... values) {
    for (int value : values) {
      out.put((byte) value);
    }
    return this;
  }

  ChunkWriter u16(int value) {
    out.putShort((short) value);
    return this;
  }

  ChunkWriter u32(long value) {
    out.putInt((int) value);
    return this;
  }

  /** A record around binary XML; gives where it begins. */
  int record(long id, Body xml) {
    int start = out.position();
    lastRecord = start;
    firstId = firstId < 0 ? id : firstId;
    lastId = id;
    u32(0x2a2a).u32(0);
    out.putLong(id).putLong(TICKS);
    xml.write(this);
    while ((out.position() - start + 4) % 8 != 0) {
      u8(0);
    }
    int size = out.position() - start + 4;
    u32(size);
    out.putInt(start + 4, size);
    return start;
  }

  /** An event of the standard template below: provider, id, and named texts. */
  int event(long id, int eventId, String... namesAndTexts) {
    return record(
        id,
        out -> {
          out.u8(0x0f, 1, 1, 0);
          String[] names = new String[namesAndTexts.length / 2];
          Value[] values = new Value[3 + names.length];
          values[0] = Value.number(0x06, 2, eventId);
          values[1] = Value.number(0x11, 8, TICKS);
          values[2] = Value.number(0x0a, 8, id);
          for (int i = 0; i < names.length; i++) {
            names[i] = namesAndTexts[2 * i];
            values[3 + i] = Value.text(namesAndTexts[2 * i + 1]);
          }
          out.instance(1000 + Arrays.hashCode(names) % 500, body -> standard(body, names), values);
          out.u8(0);
        });
  }

  /** {@code <Event><System>…</System><EventData>…</EventData></Event>}. */
  static void standard(ChunkWriter out, String... dataNames) {
    out.u8(0x0f, 1, 1, 0);
    out.open("Event").close();
    out.open("System").close();
    out.open("Provider", "Name", () -> out.text("Microsoft-Windows-Security-Auditing")).empty();
    out.open("EventID").close().substitute(0x0d, 0, 0x06).end();
    out.open("TimeCreated", "SystemTime", () -> out.substitute(0x0e, 1, 0x11)).empty();
    out.open("EventRecordID").close().substitute(0x0e, 2, 0x0a).end();
    out.open("Channel").close().text("Security").end();
    out.open("Computer").close().text("PC10233").end();
    out.end();
    out.open("EventData").close();
    for (int i = 0; i < dataNames.length; i++) {
      String name = dataNames[i];
      out.open("Data", "Name", () -> out.text(name)).close().substitute(0x0e, 3 + i, 0x01).end();
    }
    out.end().end().u8(0);
  }

  /** A template instance; the definition is written the first time. */
  ChunkWriter instance(int id, Body body, Value... values) {
    u8(0x0c, 1).u32(id);
    Integer known = templates.get(id);
    u32(known == null ? out.position() + 4 : known);
    if (known == null) {
      int definition = out.position();
      templates.put(id, definition);
      u32(0).u32(id);
      out.putLong(0).putInt(0);
      u32(0);
      body.write(this);
      out.putInt(definition + 20, out.position() - definition - 24);
    }
    return values(List.of(values));
  }

  ChunkWriter values(List<Value> values) {
    u32(values.size());
    for (Value value : values) {
      u16(value.bytes().length).u8(value.type(), 0);
    }
    values.forEach(value -> out.put(value.bytes()));
    return this;
  }

  /** A start tag without attributes, not yet closed. */
  ChunkWriter open(String name) {
    u8(0x01).u16(0xffff).u32(0);
    return name(name);
  }

  ChunkWriter open(String name, String attribute, Runnable value) {
    u8(0x41).u16(0xffff).u32(0);
    name(name).u32(0);
    return attribute(attribute, value);
  }

  ChunkWriter attribute(String name, Runnable value) {
    u8(0x06).name(name);
    value.run();
    return this;
  }

  ChunkWriter name(String name) {
    Integer known = names.get(name);
    u32(known == null ? out.position() + 4 : known);
    if (known == null) {
      names.put(name, out.position());
      int hash = 0;
      for (int i = 0; i < name.length(); i++) {
        hash = hash * 65_599 + name.charAt(i);
      }
      u32(0).u16(hash).u16(name.length());
      out.put(name.getBytes(UTF_16LE));
      u16(0);
    }
    return this;
  }

  ChunkWriter close() {
    return u8(0x02);
  }

  ChunkWriter empty() {
    return u8(0x03);
  }

  ChunkWriter end() {
    return u8(0x04);
  }

  ChunkWriter text(String text) {
    u8(0x05, 0x01).u16(text.length());
    out.put(text.getBytes(UTF_16LE));
    return this;
  }

  ChunkWriter substitute(int token, int id, int type) {
    return u8(token).u16(id).u8(type);
  }

  /** The whole chunk, with its header and checksums. */
  byte[] chunk() {
    int free = out.position();
    out.put(0, "ElfChnk\0".getBytes(US_ASCII));
    out.putLong(8, firstId).putLong(16, lastId).putLong(24, firstId).putLong(32, lastId);
    out.putInt(40, 128).putInt(44, lastRecord).putInt(48, free);
    byte[] bytes = out.array().clone();
    sign(bytes);
    return bytes;
  }

  /** Makes both checksums right again, so that only what a test changed is wrong. */
  static void sign(byte[] chunk) {
    ByteBuffer view = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    CRC32 records = new CRC32();
    records.update(chunk, RECORDS, view.getInt(48) - RECORDS);
    view.putInt(52, (int) records.getValue());
    CRC32 header = new CRC32();
    header.update(chunk, 0, 120);
    header.update(chunk, 128, RECORDS - 128);
    view.putInt(124, (int) header.getValue());
  }
}
