package io.akashi.event.fhir;

import io.akashi.event.internal.xml.XmlReader;
import io.akashi.event.internal.xml.XmlReader.Token;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources in XML (FHIR, XML Representation) as {@link FhirJson} reads them in JSON: values
 * are attributes, and an element with an upper-case name is a resource.
 */
final class FhirXml {
  private FhirXml() {}

  /**
   * Reads {@code bytes[from, to)}.
   *
   * @param charset what is known of the sender, or null
   */
  static FhirDocument read(byte[] bytes, int from, int to, @Nullable Charset charset) {
    XmlReader xml = XmlReader.over(bytes, from, to, charset);
    List<FhirElement> resources = new ArrayList<>(1);
    for (Token token = xml.next(); token != Token.DONE; token = xml.next()) {
      if (token == Token.START) {
        FhirElement resource = new FhirElement("", null);
        resources.add(resource);
        resource.add(new FhirElement(FhirElement.RESOURCE_TYPE, xml.name()));
        readChildren(xml, resource);
      }
    }
    return new FhirDocument(resources, xml.notes());
  }

  // Called at most XmlReader.DEEPEST times within itself.
  private static void readChildren(XmlReader xml, FhirElement into) {
    for (Token token = xml.next(); token != Token.END; token = xml.next()) {
      if (token == Token.START) {
        readElement(xml, into);
      }
    }
  }

  private static void readElement(XmlReader xml, FhirElement into) {
    String name = xml.name();
    if (name.equals(FhirDocument.NARRATIVE)) {
      xml.skipElement();
      return;
    }
    if (Character.isUpperCase(name.charAt(0))) {
      // A resource within an element: in JSON the element is the resource.
      into.add(new FhirElement(FhirElement.RESOURCE_TYPE, name));
      readChildren(xml, into);
      return;
    }
    FhirElement element = into.add(new FhirElement(name, xml.attribute("value")));
    for (int i = 0; i < xml.attributeCount(); i++) {
      String attribute = xml.attributeName(i);
      if (attribute.equals("url") || attribute.equals("id")) {
        element.add(new FhirElement(attribute, xml.attributeValue(i)));
      }
    }
    readChildren(xml, element);
  }
}
