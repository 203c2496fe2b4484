package io.akashi.event.windows;

import io.akashi.event.DecodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One Windows event as its reader found it, before anybody asks what it means. All values are texts
 * as Windows renders them. Belongs to one thread.
 *
 * <p>Of the element {@code System}, names are those of Windows whoever carried the event: the
 * element ({@code EventID}, {@code Channel}, {@code Computer}) or element, underscore, attribute
 * ({@code Provider_Name}, {@code Security_UserID}), as Sigma rules call them. Event data have their
 * own names; unnamed ones are {@code param1}, {@code param2}, ….
 */
public final class WindowsEvent {
  static final String PROVIDER = "Provider_Name";
  static final String EVENT_ID = "EventID";
  static final String CHANNEL = "Channel";
  static final String COMPUTER = "Computer";
  static final String KEYWORDS = "Keywords";
  static final String TIME = "TimeCreated_SystemTime";
  static final String RECORD_ID = "EventRecordID";

  /** Something of the event that could not be read. */
  record Flaw(DecodeStatus status, String note) {}

  private final NamedValues system = new NamedValues();
  private final NamedValues data = new NamedValues();
  private final List<Flaw> flaws = new ArrayList<>(1);
  private @Nullable String message;
  private int unnamed;

  /** A fact of {@code System}, or of whoever carried the event. The empty text says nothing. */
  public void system(String name, String value) {
    if (!value.isEmpty()) {
      system.add(name, value);
    }
  }

  /** A value of the event's own data. */
  public void data(String name, String value) {
    data.add(name, value);
  }

  /** A value of the event's own data that has no name but its place. */
  public void unnamed(String value) {
    unnamed++;
    data.add("param" + unnamed, value);
  }

  /** The text that Windows rendered for people. */
  public void message(String text) {
    message = text;
  }

  /** Something could not be read. */
  public void flaw(DecodeStatus status, String note) {
    flaws.add(new Flaw(status, note));
  }

  /** A fact of {@code System}, or null. */
  public @Nullable String system(String name) {
    return system.first(name);
  }

  /**
   * A value of the event's data, or of {@code System} where the data have no such name, or null.
   */
  public @Nullable String value(String name) {
    String value = data.first(name);
    return value == null ? system.first(name) : value;
  }

  @Nullable String message() {
    return message;
  }

  List<Flaw> flaws() {
    return flaws;
  }

  void forEachSystem(BiConsumer<String, String> action) {
    system.forEach(action);
  }

  void forEachData(BiConsumer<String, String> action) {
    data.forEach(action);
  }
}
