package io.akashi.register;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registers as they stood when the book had a certain length. Immutable. */
public final class State {
  private final long index;
  private final Map<String, SortedMap<List<String>, Row<?>>> rows;
  private final List<Batch> batches;

  /**
   * Made by the fold.
   *
   * @param rows of every register by its id, then by key; not to be changed afterwards
   * @param batches not to be changed afterwards
   */
  public State(long index, Map<String, SortedMap<List<String>, Row<?>>> rows, List<Batch> batches) {
    this.index = index;
    this.rows = rows;
    this.batches = batches;
  }

  /** End of the book {@code register} that was folded. */
  public long index() {
    return index;
  }

  /** All rows of a register, in the order of their keys. */
  public <R extends Record> List<Row<R>> rows(Class<R> register) {
    List<Row<R>> list = new ArrayList<>();
    for (Row<?> row : of(register).values()) {
      list.add(typed(register, row));
    }
    return list;
  }

  /** How many rows a register has. */
  public int size(Class<? extends Record> register) {
    return of(register).size();
  }

  /** The row of a key, its parts in the order of the columns. */
  public <R extends Record> Optional<Row<R>> find(Class<R> register, String... key) {
    return find(register, List.of(key));
  }

  /** The row of a key, its parts in the order of the columns. */
  public <R extends Record> Optional<Row<R>> find(Class<R> register, List<String> key) {
    return Optional.ofNullable(of(register).get(key)).map(row -> typed(register, row));
  }

  /**
   * The newest import of the whole list into a register: how fresh its rows are. A file that does
   * not name all of them, or of which no row could be taken, says nothing about them.
   *
   * @param system only imports that list this system, or null for any
   */
  public Optional<Batch> lastImport(Class<? extends Record> register, @Nullable String system) {
    return imports(register, system)
        .filter(batch -> batch.source() != null && batch.source().vanished() == 0)
        .findFirst();
  }

  /** Whether a file was ever imported into a register, of that system or null for any. */
  public boolean wasImported(Class<? extends Record> register, @Nullable String system) {
    return imports(register, system).findAny().isPresent();
  }

  /** Imports of which at least one row was taken, newest first. */
  private Stream<Batch> imports(Class<? extends Record> register, @Nullable String system) {
    String id = Schema.of(register).id();
    return batches.reversed().stream()
        .filter(batch -> batch.refusal() == null && batch.register().equals(id))
        .filter(batch -> batch.source() != null && lists(batch.source(), system));
  }

  private static boolean lists(Batch.Source source, @Nullable String system) {
    return source.rows() > source.refused()
        && (system == null || source.systems().contains(system));
  }

  /** The batches that were committed, in their order, those that were refused among them. */
  public List<Batch> batches() {
    return Collections.unmodifiableList(batches);
  }

  private SortedMap<List<String>, Row<?>> of(Class<? extends Record> register) {
    SortedMap<List<String>, Row<?>> found = rows.get(Schema.of(register).id());
    if (found == null) {
      throw new IllegalArgumentException(register + " is no register of this house");
    }
    return found;
  }

  private static <R extends Record> Row<R> typed(Class<R> register, Row<?> row) {
    if (!register.isInstance(row.value())) {
      throw new IllegalArgumentException(register + " is no register of this house");
    }
    @SuppressWarnings("unchecked") // Its value is an R, as was just asked.
    Row<R> typed = (Row<R>) row;
    return typed;
  }
}
