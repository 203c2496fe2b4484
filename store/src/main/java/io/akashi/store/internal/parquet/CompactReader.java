package io.akashi.store.internal.parquet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a struct in Thrift's compact protocol into numbers, byte arrays, lists and nested structs.
 * What it reads may be damaged: depth and sizes are bounded.
 */
final class CompactReader {
  private static final int DEEPEST = 16;
  private static final int LONG_LIST = 15;

  private final OctetReader in;

  CompactReader(OctetReader in) {
    this.in = in;
  }

  /** The fields of a struct by their ids. */
  static final class Struct {
    private final Map<Integer, Object> fields = new HashMap<>();

    /** A number; every other type and a missing field is damage. */
    long number(int id) throws DamagedFileException {
      return value(id, Long.class);
    }

    /** A number that counts something in memory. */
    int count(int id, int most) throws DamagedFileException {
      long number = number(id);
      if (number < 0 || number > most) {
        throw new DamagedFileException("it says %d where at most %d fits".formatted(number, most));
      }
      return (int) number;
    }

    boolean has(int id) {
      return fields.containsKey(id);
    }

    Struct struct(int id) throws DamagedFileException {
      return value(id, Struct.class);
    }

    /** The structs of a list. */
    List<Struct> structs(int id) throws DamagedFileException {
      List<Struct> structs = new ArrayList<>();
      for (Object element : value(id, List.class)) {
        if (!(element instanceof Struct struct)) {
          throw new DamagedFileException("its metadata is not what it should be");
        }
        structs.add(struct);
      }
      return structs;
    }

    private <T> T value(int id, Class<T> type) throws DamagedFileException {
      Object value = fields.get(id);
      if (!type.isInstance(value)) {
        throw new DamagedFileException("its metadata is not what it should be");
      }
      return type.cast(value);
    }
  }

  /** Reads a struct; the reader then stands behind it. */
  Struct struct() throws DamagedFileException {
    return struct(0);
  }

  private Struct struct(int depth) throws DamagedFileException {
    if (depth > DEEPEST) {
      throw new DamagedFileException("its metadata is nested too deeply");
    }
    Struct struct = new Struct();
    int id = 0;
    while (true) {
      int head = in.octet();
      if (head == 0) {
        return struct;
      }
      int step = head >>> 4;
      id = step == 0 ? (int) in.zigzag() : id + step;
      struct.fields.put(id, value(head & 0xf, depth));
    }
  }

  private Object value(int type, int depth) throws DamagedFileException {
    return switch (type) {
      case CompactWriter.BOOLEAN_TRUE, 2 -> type == CompactWriter.BOOLEAN_TRUE;
      case 3 -> (long) in.octet();
      case 4, CompactWriter.I32, CompactWriter.I64 -> in.zigzag();
      case 7 -> in.skip(Double.BYTES);
      case CompactWriter.BINARY -> in.skip(in.varint());
      case CompactWriter.LIST, 10 -> list(depth);
      case CompactWriter.STRUCT -> struct(depth + 1);
      default -> throw new DamagedFileException("its metadata is not what it should be");
    };
  }

  private List<Object> list(int depth) throws DamagedFileException {
    if (depth > DEEPEST) {
      throw new DamagedFileException("its metadata is nested too deeply");
    }
    int head = in.octet();
    int size = head >>> 4;
    if (size == LONG_LIST) {
      // Every element takes a byte at least.
      size = in.count(in.left());
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value(head & 0xf, depth + 1));
    }
    return list;
  }
}
