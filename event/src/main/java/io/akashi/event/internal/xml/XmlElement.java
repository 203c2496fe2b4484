package io.akashi.event.internal.xml;

import io.akashi.event.internal.xml.XmlReader.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element with all that is in it. As large as a constant times its bytes, and never deeper than
 * {@link XmlReader#DEEPEST}. Immutable once read.
 */
public final class XmlElement {
  private static final String[] NO_ATTRIBUTES = {};

  private final String name;
  private final String[] attributes;
  private List<XmlElement> children = List.of();
  private String text = "";

  private XmlElement(XmlReader xml) {
    name = xml.name();
    int count = xml.attributeCount();
    attributes = count == 0 ? NO_ATTRIBUTES : new String[2 * count];
    for (int i = 0; i < count; i++) {
      attributes[2 * i] = xml.attributeName(i);
      attributes[2 * i + 1] = xml.attributeValue(i);
    }
  }

  /** The next element of one of these names, at any depth, or null when there is none. */
  public static @Nullable XmlElement next(XmlReader xml, Set<String> names) {
    for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
      if (token == Token.START && names.contains(xml.name())) {
        return inside(xml);
      }
    }
    return null;
  }

  // Called at most XmlReader.DEEPEST times within itself.
  private static XmlElement inside(XmlReader xml) {
    XmlElement element = new XmlElement(xml);
    StringBuilder pieces = null;
    for (Token token = xml.next(); token != Token.END; token = xml.next()) {
      if (token == Token.START) {
        if (element.children.isEmpty()) {
          element.children = new ArrayList<>(4);
        }
        element.children.add(inside(xml));
      } else if (element.text.isEmpty()) {
        element.text = xml.text();
      } else {
        pieces = pieces == null ? new StringBuilder(element.text) : pieces;
        pieces.append(xml.text());
      }
    }
    if (pieces != null) {
      element.text = pieces.toString();
    }
    return element;
  }

  /** Local name. */
  public String name() {
    return name;
  }

  public int attributeCount() {
    return attributes.length / 2;
  }

  public String attributeName(int i) {
    return attributes[2 * i];
  }

  public String attributeValue(int i) {
    return attributes[2 * i + 1];
  }

  /** The value of an attribute, or null. */
  public @Nullable String attribute(String wanted) {
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i].equals(wanted)) {
        return attributes[i + 1];
      }
    }
    return null;
  }

  /** The elements directly within this one, in order. */
  public List<XmlElement> children() {
    return children;
  }

  /** The first element of that name directly within this one, or null. */
  public @Nullable XmlElement child(String wanted) {
    for (XmlElement child : children) {
      if (child.name.equals(wanted)) {
        return child;
      }
    }
    return null;
  }

  /** The text directly within this element, or the empty text. */
  public String text() {
    return text;
  }
}
