package io.akashi.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as one row of the vocabulary. An entry of the log gives zero to n of
 * them. Immutable; made by a {@link Builder}.
 */
public final class AuditEvent {
  private static final int WIDTH = Column.values().length;

  private final @Nullable Object[] values;

  private AuditEvent(@Nullable Object[] values) {
    this.values = values;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with the values of this event. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    System.arraycopy(values, 0, builder.values, 0, WIDTH);
    return builder;
  }

  /** The value of a column: String, Integer or Long by {@link Column#type}, or null. */
  public @Nullable Object get(Column column) {
    return values[column.ordinal()];
  }

  /** The value of a TEXT column, or null. */
  public @Nullable String text(Column column) {
    return (String) values[column.ordinal()];
  }

  /** The value of a TIME column, or null. */
  public @Nullable Instant time(Column column) {
    Long micros = (Long) values[column.ordinal()];
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Collects the values of one event. Not safe for use by many threads. */
  public static final class Builder {
    private final @Nullable Object[] values = new Object[WIDTH];

    private Builder() {}

    /** Sets a TEXT column; null or the empty string leave it unsaid. */
    public Builder set(Column column, @Nullable String value) {
      expect(column, Column.Type.TEXT);
      values[column.ordinal()] = value == null || value.isEmpty() ? null : value;
      return this;
    }

    /** Sets an INT column. */
    public Builder set(Column column, int value) {
      expect(column, Column.Type.INT);
      values[column.ordinal()] = value;
      return this;
    }

    /** Sets a LONG column, or a TIME column in microseconds since the epoch. */
    public Builder set(Column column, long value) {
      if (column.type() != Column.Type.LONG) {
        expect(column, Column.Type.TIME);
      }
      values[column.ordinal()] = value;
      return this;
    }

    /** Sets a TIME column; finer than microseconds is cut off. */
    public Builder set(Column column, Instant value) {
      expect(column, Column.Type.TIME);
      values[column.ordinal()] = ChronoUnit.MICROS.between(Instant.EPOCH, value);
      return this;
    }

    /** The value set so far, or null. */
    public @Nullable Object get(Column column) {
      return values[column.ordinal()];
    }

    public AuditEvent build() {
      return new AuditEvent(values.clone());
    }

    private static void expect(Column column, Column.Type type) {
      if (column.type() != type) {
        throw new IllegalArgumentException(
            "column %s holds %s, not %s".formatted(column.id(), column.type(), type));
      }
    }
  }
}
