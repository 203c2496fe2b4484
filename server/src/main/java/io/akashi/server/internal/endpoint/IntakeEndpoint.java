package io.akashi.server.internal.endpoint;

import io.akashi.event.SourceId;
import io.akashi.intake.HttpBody;
import io.akashi.intake.Receipt;
import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes messages over HTTP and answers when they are on disk. */
@RestController
public class IntakeEndpoint {
  private final HandIn handIn;

  IntakeEndpoint(HandIn handIn) {
    this.handIn = handIn;
  }

  /** The messages of one body, as {@link HandIn#take} keeps them. */
  @Allowed(Role.SENDER)
  @PostMapping("/intake/v1/{source}")
  public void take(
      @PathVariable String source, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    Receipt receipt = handIn.take(source(source), kind(request), request).receipt();
    Reply.json(
        response,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("book", receipt.book());
          json.writeNumberProperty("first", receipt.first());
          json.writeNumberProperty("count", receipt.count());
          json.writeEndObject();
        });
  }

  private static SourceId source(String text) {
    if (!SourceId.isValid(text)) {
      throw Problem.notFound(
          "送信元IDは a-z 0-9 . _ - の1から64文字です。 / a source id has 1 to 64 characters of a-z 0-9 . _ -");
    }
    return new SourceId(text);
  }

  private static HttpBody.Kind kind(HttpServletRequest request) {
    String type = request.getContentType();
    String bare = type == null ? "text/plain" : type.split(";", 2)[0].strip();
    return switch (bare) {
      // The form type is what curl says when nobody told it another.
      case "text/plain", "text/csv", "application/x-www-form-urlencoded" -> HttpBody.Kind.LINES;
      case "application/x-ndjson" -> HttpBody.Kind.NDJSON;
      case "application/json", "application/fhir+json" -> HttpBody.Kind.JSON;
      case "application/xml", "text/xml", "application/fhir+xml" -> HttpBody.Kind.XML;
      case "application/octet-stream" -> HttpBody.Kind.EVTX;
      default ->
          throw new Problem(
              415,
              "Content-Type は text/plain、application/x-ndjson、application/json、application/xml、"
                  + "application/octet-stream（EVTX）のどれかです。 / the content type must be text/plain,"
                  + " application/x-ndjson, application/json, application/xml or"
                  + " application/octet-stream (EVTX)");
    };
  }
}
