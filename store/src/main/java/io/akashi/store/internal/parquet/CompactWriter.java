package io.akashi.store.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes structs in Thrift's compact protocol, as far as Parquet's metadata needs it. */
final class CompactWriter {
  static final int BOOLEAN_TRUE = 1;
  static final int I32 = 5;
  static final int I64 = 6;
  static final int BINARY = 8;
  static final int LIST = 9;
  static final int STRUCT = 12;

  private static final int SHORT_LIST = 15;

  private final Octets out = new Octets(1024);
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  Octets octets() {
    return out;
  }

  private void field(int id, int type) {
    int step = id - last;
    if (step > 0 && step <= 15) {
      out.put((step << 4) | type);
    } else {
      out.put(type);
      out.putZigzag(id);
    }
    last = id;
  }

  CompactWriter i32(int id, int value) {
    field(id, I32);
    out.putZigzag(value);
    return this;
  }

  CompactWriter i64(int id, long value) {
    field(id, I64);
    out.putZigzag(value);
    return this;
  }

  CompactWriter binary(int id, byte[] value) {
    field(id, BINARY);
    element(value);
    return this;
  }

  CompactWriter text(int id, String value) {
    return binary(id, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins a struct that is a field; {@link #end} ends it. */
  CompactWriter struct(int id) {
    field(id, STRUCT);
    return begin();
  }

  /** Begins a struct that is the whole or an element of a list; {@link #end} ends it. */
  CompactWriter begin() {
    outer.push(last);
    last = 0;
    return this;
  }

  CompactWriter end() {
    out.put(0);
    last = outer.pop();
    return this;
  }

  /** Begins a list; its elements follow. */
  CompactWriter list(int id, int type, int size) {
    field(id, LIST);
    if (size < SHORT_LIST) {
      out.put((size << 4) | type);
    } else {
      out.put((SHORT_LIST << 4) | type);
      out.putVarint(size);
    }
    return this;
  }

  /** An element of a list of numbers. */
  CompactWriter element(long value) {
    out.putZigzag(value);
    return this;
  }

  /** An element of a list of strings. */
  CompactWriter element(byte[] value) {
    out.putVarint(value.length);
    out.put(value, 0, value.length);
    return this;
  }
}
