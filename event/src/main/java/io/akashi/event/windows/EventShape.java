package io.akashi.event.windows;

import io.akashi.event.DecodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link WindowsEvent} from the pieces of its XML, text or binary: {@code
 * <Event><System>…</System><EventData>…</EventData></Event>} (namespace {@code
 * http://schemas.microsoft.com/win/2004/08/events/event}). Pieces may end anywhere; what was said
 * until then is kept. Belongs to one thread.
 */
public final class EventShape {
  /** Deeper elements are read over. */
  public static final int DEEPEST = 64;

  private static final int PART_DEPTH = 2;

  private enum Part {
    OTHER,
    SYSTEM,
    DATA,
    RENDERING
  }

  private final WindowsEvent event;
  private final String[] elements = new String[DEEPEST + 1];
  private int depth;
  private Part part = Part.OTHER;
  private boolean leaf;
  private @Nullable String dataName;
  private @Nullable String text;

  public EventShape(WindowsEvent event) {
    this.event = event;
  }

  /** How many elements are open. */
  public int depth() {
    return depth;
  }

  /** An element begins. */
  public void start(String qualifiedName) {
    String name = qualifiedName.substring(qualifiedName.indexOf(':') + 1);
    if (depth > PART_DEPTH && text != null && !text.isBlank()) {
      emit();
    }
    text = null;
    depth++;
    if (depth > DEEPEST) {
      if (depth == DEEPEST + 1) {
        event.flaw(DecodeStatus.PARTIAL, "要素の入れ子が深すぎます / elements nested too deeply");
      }
      return;
    }
    elements[depth] = name;
    leaf = true;
    dataName = null;
    if (depth == PART_DEPTH) {
      part =
          switch (name) {
            case "System" -> Part.SYSTEM;
            case "EventData" -> Part.DATA;
            case "RenderingInfo" -> Part.RENDERING;
            default -> Part.OTHER;
          };
    }
  }

  /** An attribute of the element that began last. Declarations of namespaces say nothing. */
  public void attribute(String name, String value) {
    if (depth < PART_DEPTH || depth > DEEPEST || name.startsWith("xmlns")) {
      return;
    }
    String element = elements[depth];
    if (part == Part.DATA && depth > PART_DEPTH && name.equals("Name")) {
      dataName = value;
    } else if (part == Part.SYSTEM || depth == PART_DEPTH) {
      event.system(element + "_" + name, value);
    } else if (part == Part.RENDERING) {
      event.system("RenderingInfo_" + element + "_" + name, value);
    } else {
      event.data((dataName == null ? element : dataName) + "_" + name, value);
    }
  }

  /** Text of the open element; may come in pieces. */
  public void text(String piece) {
    if (depth >= PART_DEPTH && depth <= DEEPEST) {
      text = text == null ? piece : text.concat(piece);
    }
  }

  /** The element ends and begins again: the values of an array. */
  public void again() {
    if (depth > PART_DEPTH && depth <= DEEPEST) {
      emit();
      text = null;
    }
  }

  /** The open element ends. */
  public void end() {
    if (depth == 0) {
      return;
    }
    boolean said = text != null && !text.isBlank();
    if (depth <= DEEPEST && (said || (leaf && depth > PART_DEPTH))) {
      emit();
    }
    text = null;
    leaf = false;
    dataName = null;
    depth--;
    if (depth < PART_DEPTH) {
      part = Part.OTHER;
    }
  }

  /** What is open is taken as ended: nothing more comes. */
  public void close() {
    while (depth > 0) {
      end();
    }
  }

  private void emit() {
    String element = elements[depth];
    String value = text == null ? "" : text;
    switch (part) {
      case SYSTEM -> event.system(element, value);
      case DATA -> {
        if (dataName != null) {
          event.data(dataName, value);
        } else if (element.equals("Data")) {
          event.unnamed(value);
        } else {
          event.data(element, value);
        }
      }
      case RENDERING -> {
        if (element.equals("Message")) {
          event.message(value);
        } else {
          event.system("RenderingInfo_" + element, value);
        }
      }
      case OTHER -> event.data(element, value);
    }
  }
}
