package io.akashi.server.internal.endpoint;

import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Damage;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.StoreException;
import io.akashi.store.Tally;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts events by time or by the values of a column: histograms and facets. */
@RestController
public class CountsEndpoint {
  private static final String BY = "by";

  private final WebParts parts;
  private final Answers answers;

  CountsEndpoint(WebParts parts, Answers answers) {
    this.parts = parts;
    this.answers = answers;
  }

  /**
   * What a search finds, counted: {@code {"by":…,"counts":[{"key":…,"events":…}],"without":…,
   * "others":…,"unreadable":[…]}}. Parameters are those of a search, and {@code by}; {@code limit}
   * is the most values of a column.
   */
  @Allowed(Role.AUDITOR)
  @GetMapping("/api/v1/events/counts")
  public void counts(HttpServletRequest request, HttpServletResponse response)
      throws IOException, StoreException {
    Map<String, String[]> parameters = new HashMap<>(EventsQuery.parameters(request));
    String[] by = parameters.remove(BY);
    if (by == null || by.length != 1) {
      throw Problem.badRequest(
          "by を一つ指定してください。 / give one parameter by: one of %s"
              .formatted(String.join(", ", Tally.By.names())));
    }
    Query query = EventsQuery.of(parameters, parts.zone());
    int most = Math.min(query.limit(), Tally.ByValue.MAX_ROWS);
    Tally.By asked = Tally.By.of(by[0], parts.zone(), most);
    Look look = Caller.of(request).look(request);
    Tally tally = answers.ask(() -> parts.store().tally(look, query, asked));
    response.setHeader("Cache-Control", "no-store");
    write(by[0], tally, parts.store().unreadable(), response);
  }

  private static void write(
      String by, Tally tally, List<Damage> unreadable, HttpServletResponse response)
      throws IOException {
    Reply.json(
        response,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringProperty(BY, by);
          json.writeArrayPropertyStart("counts");
          for (Tally.Row row : tally.rows()) {
            json.writeStartObject();
            json.writeStringProperty("key", row.key());
            json.writeNumberProperty("events", row.events());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberProperty("without", tally.without());
          json.writeNumberProperty("others", tally.others());
          EventsEndpoint.unreadable(json, unreadable);
          json.writeEndObject();
        });
  }
}
