package io.akashi.event.windows;

import io.akashi.event.DecodeStatus;
import io.akashi.event.internal.xml.XmlReader;
import io.akashi.event.internal.xml.XmlReader.Token;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rendered event XML: one {@code Event}, or several below {@code Events}. Stateless. */
final class XmlEvents {
  private static final String EVENT = "Event";

  private XmlEvents() {}

  /** The events in {@code bytes[from, to)}; none when there is no element {@code Event}. */
  static List<WindowsEvent> read(byte[] bytes, int from, int to, @Nullable Charset charset) {
    List<WindowsEvent> events = new ArrayList<>(1);
    XmlReader xml = XmlReader.over(bytes, from, to, charset);
    EventShape shape = null;
    for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
      if (shape == null) {
        if (token == Token.START && xml.name().equals(EVENT)) {
          if (events.size() == WindowsEventDecoder.MOST_EVENTS) {
            events.getLast().flaw(DecodeStatus.PARTIAL, "以降は解読していません / not decoded beyond it");
            return events;
          }
          WindowsEvent event = new WindowsEvent();
          events.add(event);
          shape = new EventShape(event);
          shape.start(EVENT);
        }
        continue;
      }
      step(xml, token, shape);
      if (shape.depth() == 0) {
        shape = null;
      }
    }
    if (shape != null) {
      shape.close();
    }
    finish(events, xml);
    return events;
  }

  private static void step(XmlReader xml, Token token, EventShape shape) {
    switch (token) {
      case START -> {
        shape.start(xml.name());
        for (int i = 0; i < xml.attributeCount(); i++) {
          shape.attribute(xml.attributeName(i), xml.attributeValue(i));
        }
      }
      case TEXT -> shape.text(xml.text());
      case END -> shape.end();
      case DONE -> throw new IllegalStateException("nothing comes behind the end");
    }
  }

  private static void finish(List<WindowsEvent> events, XmlReader xml) {
    for (WindowsEvent event : events) {
      if (event.system(WindowsEvent.EVENT_ID) == null) {
        event.flaw(DecodeStatus.UNREADABLE, "イベントIDがありません / no event id");
      }
    }
    if (!events.isEmpty()) {
      for (String note : xml.notes()) {
        events.getLast().flaw(DecodeStatus.PARTIAL, note);
      }
    }
  }
}
