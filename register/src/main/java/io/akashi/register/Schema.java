package io.akashi.register;

import io.akashi.event.sentence.Language;
import io.akashi.register.internal.entry.JsonValues;
import io.akashi.register.internal.entry.Sentences;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a declaration says, read once: the columns of a register, and the way between a row and its
 * values. Import, export, entries and tables come from it. Immutable.
 *
 * @param <R> the declared record
 */
public final class Schema<R extends Record> {
  private static final Set<Class<?>> TYPES =
      Set.of(String.class, Integer.class, Long.class, LocalDate.class, Boolean.class);
  private static final Map<Class<?>, Class<?>> BOXED =
      Map.of(int.class, Integer.class, long.class, Long.class, boolean.class, Boolean.class);

  private static final ClassValue<Schema<?>> READ =
      new ClassValue<>() {
        @Override
        protected Schema<?> computeValue(Class<?> type) {
          return new Schema<>(type.asSubclass(Record.class));
        }
      };

  /**
   * One column.
   *
   * @param id stable name, snake case
   * @param ja the Japanese heading
   * @param en the English heading
   * @param type String, Integer, Long, LocalDate, Boolean or an enum
   * @param key whether it is part of the key
   * @param nullable whether it may be empty
   * @param also other headings
   * @param reference the register whose key it names
   * @param labels the values of a closed list by what is printed for them; of yes/no too; else
   *     empty
   */
  public record Column(
      String id,
      String ja,
      String en,
      Class<?> type,
      boolean key,
      boolean nullable,
      List<String> also,
      Optional<Class<? extends Record>> reference,
      Map<String, Object> labels) {

    /** What is printed for a value of this column; empty for null. */
    public String print(@Nullable Object value) {
      for (Map.Entry<String, Object> label : labels.entrySet()) {
        if (label.getValue().equals(value)) {
          return label.getKey();
        }
      }
      return value == null ? "" : value.toString();
    }
  }

  private final Class<R> type;
  private final Register register;
  private final List<Column> columns;
  private final RecordComponent[] components;
  private final Constructor<R> constructor;

  private Schema(Class<R> type) {
    this.type = type;
    this.register = type.getAnnotation(Register.class);
    this.components = type.getRecordComponents();
    if (register == null) {
      throw new IllegalArgumentException(type + " is not annotated as a @Register");
    }
    this.columns = Arrays.stream(components).map(Schema::column).toList();
    if (columns.stream().noneMatch(Column::key)) {
      throw new IllegalArgumentException(type + " has no key");
    }
    this.constructor = constructor();
  }

  /**
   * The schema of a declared record.
   *
   * @throws IllegalArgumentException when the declaration is not one; the message says why
   */
  public static <R extends Record> Schema<R> of(Class<R> type) {
    @SuppressWarnings("unchecked") // The class value of R is the schema of R.
    Schema<R> schema = (Schema<R>) READ.get(type);
    return schema;
  }

  /** The stable name. */
  public String id() {
    return register.id();
  }

  /** The declaration. */
  public Register register() {
    return register;
  }

  public Class<R> type() {
    return type;
  }

  /** The columns in their order. */
  public List<Column> columns() {
    return columns;
  }

  /** Where the column of that id stands, or -1. */
  public int indexOf(String id) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** The values of a row in the order of the columns; unmodifiable, null where empty. */
  public List<@Nullable Object> values(R row) {
    List<@Nullable Object> values = new ArrayList<>(components.length);
    try {
      for (RecordComponent component : components) {
        values.add(component.getAccessor().invoke(row));
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a component of " + type + " cannot be read", e);
    }
    return Collections.unmodifiableList(values);
  }

  /**
   * The row of those values.
   *
   * @throws IllegalArgumentException when a value is missing, or the record refuses them
   */
  public R make(List<? extends @Nullable Object> values) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Object value = values.get(i);
      boolean isEmpty = value == null || (column.key() && value.toString().isEmpty());
      if (isEmpty && !column.nullable()) {
        throw new IllegalArgumentException(
            "%1$s が空です / %2$s is empty".formatted(column.ja(), column.en()));
      }
    }
    try {
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a row of " + type + " cannot be made", e);
    }
  }

  /** The key of those values: its parts in the order of the columns. */
  public List<String> key(List<? extends @Nullable Object> values) {
    List<String> key = new ArrayList<>(2);
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).key()) {
        key.add(String.valueOf(values.get(i)));
      }
    }
    return List.copyOf(key);
  }

  /**
   * What is different between two rows of one key, for people, in Japanese: {@code 有効期限 2023-03-31
   * → なし、権限 Admin}.
   *
   * @param before null when there was none
   * @param after null when there is none any more
   * @return empty when nothing is, or the row is gone
   */
  public String difference(@Nullable R before, @Nullable R after) {
    return Sentences.difference(
        this,
        before == null ? Map.of() : JsonValues.of(this, before),
        after == null ? Map.of() : JsonValues.of(this, after),
        Language.JAPANESE);
  }

  /**
   * A row as one JSON object in one line: its fields by id, empty ones left out, then {@code
   * version}, {@code changed_at}, {@code changed_by}.
   */
  public String json(Row<R> row) {
    return JsonValues.write(this, row);
  }

  @Override
  public String toString() {
    return id();
  }

  private Constructor<R> constructor() {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<R> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
      }
      return canonical;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }

  private static Column column(RecordComponent component) {
    Field field = component.getAnnotation(Field.class);
    if (field == null) {
      throw new IllegalArgumentException(component + " is not annotated as a @Field");
    }
    Class<?> type = BOXED.getOrDefault(component.getType(), component.getType());
    if (!type.isEnum() && !TYPES.contains(type)) {
      throw new IllegalArgumentException(component + " has a type that no register has");
    }
    if (field.key() && type != String.class) {
      throw new IllegalArgumentException(component + " is a key and no text");
    }
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return new Column(
        snake(component.getName()),
        field.ja(),
        field.en(),
        type,
        field.key(),
        nullable,
        List.of(field.also()),
        Optional.<Class<? extends Record>>of(field.reference()).filter(r -> r != Record.class),
        labels(type, field));
  }

  private static Map<String, Object> labels(Class<?> type, Field field) {
    Map<String, Object> labels = new LinkedHashMap<>();
    if (type == Boolean.class) {
      labels.put(field.yes(), true);
      labels.put(field.no(), false);
    } else if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        labels.put(label((Enum<?>) constant), constant);
      }
    }
    return Collections.unmodifiableMap(labels);
  }

  private static String label(Enum<?> constant) {
    try {
      Field named =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(Field.class);
      return named == null ? constant.name().toLowerCase(Locale.ROOT) : named.ja();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("every constant is a field", e);
    }
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
