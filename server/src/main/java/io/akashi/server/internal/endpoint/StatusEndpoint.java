package io.akashi.server.internal.endpoint;

import io.akashi.server.StatusJson;
import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Signing;
import io.akashi.store.Status;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the house is. */
@RestController
public class StatusEndpoint {
  private final WebParts parts;

  StatusEndpoint(WebParts parts) {
    this.parts = parts;
  }

  /** Everything {@code akashi status --json} says. */
  @Allowed({Role.OPERATOR, Role.MANAGER, Role.AUDITOR, Role.ADMIN})
  @GetMapping("/api/v1/status")
  public void status(HttpServletResponse response) throws IOException, StoreException {
    Status status = parts.store().status();
    response.setHeader("Cache-Control", "no-store");
    Reply.json(response, 200, json -> StatusJson.write(status, true, json));
  }

  /**
   * 200 while messages are taken, else 503; {@code status} is {@code accepting}, {@code degraded}
   * (taken and kept, but not signed: a person has to look), {@code full} or {@code halted}. Reasons
   * are sentences in Japanese and English.
   */
  @Open
  @GetMapping("/health")
  public void health(HttpServletResponse response) throws IOException, StoreException {
    Status status = parts.store().status();
    boolean accepting = StatusJson.accepting(status);
    List<String> reasons = new ArrayList<>();
    status.halted().ifPresent(reasons::add);
    status.full().ifPresent(reasons::add);
    if (status.signing() instanceof Signing.Refused refused) {
      reasons.add(refused.reason());
    }
    reasons.addAll(status.alarms());
    response.setHeader("Cache-Control", "no-store");
    if (!accepting) {
      response.setHeader("Retry-After", "30");
    }
    Reply.json(
        response,
        accepting ? 200 : 503,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("status", word(status));
          json.writeArrayPropertyStart("reasons");
          reasons.stream().distinct().forEach(json::writeString);
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static String word(Status status) {
    if (status.halted().isPresent()) {
      return "halted";
    }
    if (status.full().isPresent()) {
      return "full";
    }
    return status.signing() instanceof Signing.Refused ? "degraded" : "accepting";
  }
}
