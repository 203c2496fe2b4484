package io.akashi.event.windows;

import io.akashi.event.DecodeStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a {@link WindowsEvent} from the leaves of one JSON object: what each is says its {@link
 * JsonPlace}. Belongs to one thread.
 */
final class JsonShape {
  private final WindowsEvent event = new WindowsEvent();
  private final List<String> inserts = new ArrayList<>(0);
  private boolean empty = true;

  boolean isEmpty() {
    return empty;
  }

  /** A value at its place. */
  void leaf(JsonPlace place, String value) {
    empty = false;
    switch (place.role) {
      case NOTHING -> {}
      case MESSAGE -> event.message(value);
      case FACT -> fact(place, value);
      case SYSTEM -> event.system(place.name, value);
      case DATA -> event.data(place.name, value);
      case UNNAMED -> event.unnamed(value);
      case INSERT -> inserts.add(value);
    }
  }

  private void fact(JsonPlace place, String value) {
    String name = place.name;
    if (isWords(name, value)) {
      event.system(
          "RenderingInfo_" + (name.equals(WindowsEvent.KEYWORDS) ? "Keyword" : name), value);
    } else if (event.system(name) != null) {
      // Said twice, by the carrier and by Windows: the first holds, the other keeps its own name.
      event.system(place.path, value);
    } else {
      event.system(name, value);
    }
  }

  /** Winlogbeat gives words where Windows has numbers. */
  private static boolean isWords(String name, String value) {
    return switch (name) {
      case "Task", "Opcode", "Keywords", "Level" -> Condition.Numbers.parse(value) == null;
      default -> false;
    };
  }

  /** The event; nothing more may come. */
  WindowsEvent event() {
    if (!inserts.isEmpty()) {
      InsertNames.BUILT_IN.name(inserts, event);
    }
    if (event.system(WindowsEvent.EVENT_ID) == null) {
      event.flaw(DecodeStatus.UNREADABLE, "イベントIDがありません / no event id");
    }
    return event;
  }
}
