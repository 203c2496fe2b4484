package io.akashi.event.dicom;

import io.akashi.event.internal.text.Base64Text;
import io.akashi.event.internal.text.FieldList;
import io.akashi.event.internal.text.Fields;
import io.akashi.event.internal.xml.XmlElement;
import java.util.List;

/**
 * What has no column, under the sender's own names: {@code NetworkAccessPointID[2]} is that
 * attribute of the second participant. What stands in elements within elements bears the name of
 * the inner one. Coded values are {@code code^text^system}; base64 of text is the text.
 */
final class MessageFields {
  private static final String QUERY = "ParticipantObjectQuery";
  private static final String DETAIL = "ParticipantObjectDetail";

  private final FieldList list = new FieldList();

  void copyTo(Fields fields) {
    list.copyTo(fields);
  }

  /**
   * Keeps all of an element.
   *
   * @param place what follows each name, e.g. {@code [2]}
   * @param known names that are in columns already
   */
  void putAll(XmlElement element, String place, List<String> known) {
    for (int i = 0; i < element.attributeCount(); i++) {
      String name = element.attributeName(i);
      if (!known.contains(name) && !name.startsWith("xml") && !name.startsWith("xsi:")) {
        list.put(name + place, element.attributeValue(i));
      }
    }
    for (XmlElement child : element.children()) {
      if (!known.contains(child.name())) {
        putChild(child, child.name() + place, place);
      }
    }
  }

  /** Keeps an element that the standard does not know. */
  void putForeign(XmlElement element) {
    putChild(element, element.name(), "");
  }

  /** Keeps an element under a name: its code, or its text and what is in it. */
  private void putChild(XmlElement child, String name, String place) {
    if (Coded.isCoded(child)) {
      list.put(name, Coded.of(child).whole());
      putChildren(child, place);
      return;
    }
    if (child.name().equals(DETAIL)) {
      String type = child.attribute("type");
      list.put(
          type == null ? name : name + "." + type, Base64Text.decoded(child.attribute("value")));
      return;
    }
    list.put(name, child.name().equals(QUERY) ? Base64Text.decoded(child.text()) : child.text());
    for (int i = 0; i < child.attributeCount(); i++) {
      list.put(name + "." + child.attributeName(i), child.attributeValue(i));
    }
    putChildren(child, place);
  }

  // As deep as the document: at most 64.
  private void putChildren(XmlElement element, String place) {
    for (XmlElement child : element.children()) {
      putChild(child, child.name() + place, place);
    }
  }
}
