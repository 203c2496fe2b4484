package io.akashi.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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

  /**
   * A builder that starts with what every decoder must say of every event, understood or not: time
   * of receipt (also as the time it happened), source, system, asset, format, decoder, kind {@code
   * unclassified}, status {@code full}.
   *
   * @param format the decoder's name
   * @param decoder name and version, e.g. {@code syslog@1}
   */
  public static Builder builder(
      Arrival arrival, SourceProfile profile, String format, String decoder) {
    Builder builder = new Builder();
    Long received = arrival.receivedMicros();
    builder.values[Column.RECEIVED_AT.ordinal()] = received;
    builder.values[Column.OCCURRED_AT.ordinal()] = received;
    return builder
        .set(Column.TIME_QUALITY, "received")
        .set(Column.SOURCE, profile.id().value())
        .set(Column.SYSTEM, profile.system())
        .set(Column.ASSET, profile.asset())
        .set(Column.FORMAT, format)
        .set(Column.DECODER, decoder)
        .set(Column.KIND, Kind.UNCLASSIFIED.id())
        .set(Column.DECODE_STATUS, DecodeStatus.FULL.id());
  }

  /** A builder that starts with the values of this event. */
  public Builder toBuilder() {
    return new Builder(values.clone());
  }

  /** The same event with its place in the log. */
  public AuditEvent at(String book, long index, int part) {
    @Nullable Object[] placed = values.clone();
    placed[Column.BOOK.ordinal()] = book;
    placed[Column.INDEX.ordinal()] = index;
    placed[Column.PART.ordinal()] = part;
    return new AuditEvent(placed);
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

  /** Events are equal when all their columns are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuditEvent event && Arrays.equals(values, event.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** The event as {@link EventJson} writes it. */
  @Override
  public String toString() {
    return EventJson.write(this);
  }

  /** Collects the values of one event. Not safe for use by many threads. */
  public static final class Builder {
    private static final int LONGEST_NOTE = 400;

    private @Nullable Object[] values;

    /** Whether an event has the array already, which must not see what is set from now on. */
    private boolean given;

    private Builder() {
      this(new Object[WIDTH]);
    }

    private Builder(@Nullable Object[] values) {
      this.values = values;
    }

    private void put(Column column, @Nullable Object value) {
      if (given) {
        values = values.clone();
        given = false;
      }
      values[column.ordinal()] = value;
    }

    /** Sets a TEXT column; null or the empty string leave it unsaid. */
    public Builder set(Column column, @Nullable String value) {
      expect(column, Column.Type.TEXT);
      put(column, value == null || value.isEmpty() ? null : value);
      return this;
    }

    /** Sets an INT column. */
    public Builder set(Column column, int value) {
      expect(column, Column.Type.INT);
      put(column, value);
      return this;
    }

    /** Sets a LONG column, or a TIME column in microseconds since the epoch. */
    public Builder set(Column column, long value) {
      if (column.type() != Column.Type.LONG) {
        expect(column, Column.Type.TIME);
      }
      put(column, value);
      return this;
    }

    /** Sets a TIME column; finer than microseconds is cut off. */
    public Builder set(Column column, Instant value) {
      expect(column, Column.Type.TIME);
      put(column, ChronoUnit.MICROS.between(Instant.EPOCH, value));
      return this;
    }

    /**
     * Says that not everything was read, and why. Called again, the notes are joined; a note grows
     * to {@value #LONGEST_NOTE} characters at most. {@code unreadable} is never made better.
     */
    public Builder flaw(DecodeStatus status, String note) {
      Object before = values[Column.DECODE_NOTE.ordinal()];
      String joined = before == null ? note : before + "; " + note;
      if (joined.length() > LONGEST_NOTE) {
        joined = joined.substring(0, LONGEST_NOTE - 1) + "…";
      }
      if (!DecodeStatus.UNREADABLE.id().equals(values[Column.DECODE_STATUS.ordinal()])) {
        set(Column.DECODE_STATUS, status.id());
      }
      return set(Column.DECODE_NOTE, joined);
    }

    /**
     * Cuts every text but {@code fields} to {@code longest} characters, and says so: for events of
     * which one payload makes thousands, so that they are not together thousands of times its size.
     */
    public Builder shorten(int longest) {
      for (Column column : Column.values()) {
        if (column != Column.FIELDS
            && get(column) instanceof String text
            && text.length() > longest) {
          boolean pair = Character.isHighSurrogate(text.charAt(longest - 1));
          set(column, text.substring(0, pair ? longest - 1 : longest));
          flaw(
              DecodeStatus.PARTIAL,
              "長い値は最初のイベントだけが全文を持ちます / only the first event has the whole of a long value: "
                  + column.id());
        }
      }
      return this;
    }

    /** The value set so far, or null. */
    public @Nullable Object get(Column column) {
      return values[column.ordinal()];
    }

    /** The event; what is set after it is of later events only. */
    public AuditEvent build() {
      given = true;
      return new AuditEvent(values);
    }

    private static void expect(Column column, Column.Type type) {
      if (column.type() != type) {
        throw new IllegalArgumentException(
            "column %s holds %s, not %s".formatted(column.id(), column.type(), type));
      }
    }
  }
}
