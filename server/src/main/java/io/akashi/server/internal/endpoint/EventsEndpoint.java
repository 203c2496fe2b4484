package io.akashi.server.internal.endpoint;

import io.akashi.event.AuditEvent;
import io.akashi.event.EventJson;
import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Damage;
import io.akashi.store.Look;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** Searches events. */
@RestController
public class EventsEndpoint {
  private final WebParts parts;
  private final Answers answers;

  EventsEndpoint(WebParts parts, Answers answers) {
    this.parts = parts;
    this.answers = answers;
  }

  /**
   * One page of events, as {@code {"events":[…],"next":…,"unreadable":[…]}} or, for {@code Accept:
   * application/x-ndjson}, one event a line; the next page is then named by the header {@code Link}
   * (RFC 8288).
   */
  @Allowed(Role.AUDITOR)
  @GetMapping("/api/v1/events")
  public void events(HttpServletRequest request, HttpServletResponse response)
      throws IOException, StoreException {
    Query query = EventsQuery.of(EventsQuery.parameters(request), parts.zone());
    Look look = Caller.of(request).look(request);
    Page page = answers.ask(() -> parts.store().search(look, query));
    response.setHeader("Cache-Control", "no-store");
    String accept = request.getHeader("Accept");
    boolean asLines = accept != null && accept.contains(Reply.NDJSON);
    List<Damage> unreadable = asLines ? List.of() : parts.store().unreadable();
    answers.write(
        request,
        page.weight(),
        () -> {
          if (asLines) {
            lines(page, response);
          } else {
            object(page, unreadable, response);
          }
        });
  }

  private static void lines(Page page, HttpServletResponse response) throws IOException {
    String next = page.next();
    if (next != null) {
      response.setHeader(
          "Link",
          "<?page=%s>; rel=\"next\"".formatted(URLEncoder.encode(next, StandardCharsets.UTF_8)));
    }
    response.setContentType(Reply.NDJSON);
    OutputStream out = response.getOutputStream();
    for (AuditEvent event : page.rows()) {
      out.write((EventJson.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void object(Page page, List<Damage> unreadable, HttpServletResponse response)
      throws IOException {
    Reply.json(
        response,
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("events");
          for (AuditEvent event : page.rows()) {
            json.writeRawValue(EventJson.write(event));
          }
          json.writeEndArray();
          json.writeName("next");
          String next = page.next();
          if (next == null) {
            json.writeNull();
          } else {
            json.writeString(next);
          }
          unreadable(json, unreadable);
          json.writeEndObject();
        });
  }

  /** The member that says which entries the answer leaves out. */
  static void unreadable(JsonGenerator json, List<Damage> unreadable) {
    json.writeArrayPropertyStart("unreadable");
    for (Damage gap : unreadable) {
      json.writeStartObject();
      json.writeStringProperty("book", gap.book().id());
      json.writeNumberProperty("from", gap.from());
      json.writeNumberProperty("to", gap.to());
      json.writeStringProperty("what", gap.what());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
