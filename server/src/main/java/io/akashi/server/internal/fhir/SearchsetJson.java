package io.akashi.server.internal.fhir;

import io.akashi.event.AuditEvent;
import io.akashi.store.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes found events as a Bundle (http://hl7.org/fhir/R4/bundle.html#searchset). */
final class SearchsetJson {
  private SearchsetJson() {}

  static void write(Page page, HttpServletRequest request, JsonGenerator json) {
    String base = base(request);
    json.writeStartObject();
    json.writeStringProperty("resourceType", "Bundle");
    json.writeStringProperty("type", "searchset");
    json.writeArrayPropertyStart("link");
    link(json, "self", base + "/AuditEvent" + query(request, null));
    if (page.next() != null) {
      link(json, "next", base + "/AuditEvent" + query(request, page.next()));
    }
    json.writeEndArray();
    if (!page.rows().isEmpty()) {
      json.writeArrayPropertyStart("entry");
      page.rows().forEach(row -> entry(row, base, json));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void entry(AuditEvent row, String base, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("fullUrl", base + "/AuditEvent/" + EventId.of(row));
    json.writeName("resource");
    AuditEventJson.write(row, json);
    json.writeObjectPropertyStart("search");
    json.writeStringProperty("mode", "match");
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void link(JsonGenerator json, String relation, String url) {
    json.writeStartObject();
    json.writeStringProperty("relation", relation);
    json.writeStringProperty("url", url);
    json.writeEndObject();
  }

  private static String base(HttpServletRequest request) {
    String url = request.getRequestURL().toString();
    return url.substring(0, url.indexOf("/fhir") + "/fhir".length());
  }

  /** The parameters of the request with another page, or with its own when there is none. */
  private static String query(HttpServletRequest request, @Nullable String page) {
    Map<String, String[]> parameters = new TreeMap<>(request.getParameterMap());
    if (page != null) {
      parameters.put("_page", new String[] {page});
    }
    List<String> pairs = new ArrayList<>();
    parameters.forEach((name, values) -> {
      for (String value : values) {
        pairs.add(encoded(name) + "=" + encoded(value));
      }
    });
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
