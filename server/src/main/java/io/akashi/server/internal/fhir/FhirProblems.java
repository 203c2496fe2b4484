package io.akashi.server.internal.fhir;

import io.akashi.server.internal.web.HttpFigures;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.ProblemAdvice;
import io.akashi.server.internal.web.Reply;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JsonGenerator;

/** Says what went wrong as an OperationOutcome (http://hl7.org/fhir/R4/operationoutcome.html). */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(assignableTypes = FhirEndpoint.class)
public class FhirProblems {
  private final HttpFigures figures;

  FhirProblems(HttpFigures figures) {
    this.figures = figures;
  }

  /** What a request may fail with. */
  @ExceptionHandler
  public void handle(Exception e, HttpServletResponse response) throws IOException {
    if (ProblemAdvice.isGone(e)) {
      figures.broken();
      return;
    }
    if (response.isCommitted()) {
      return;
    }
    Problem problem = ProblemAdvice.of(e);
    response.resetBuffer();
    problem.headers().forEach(response::setHeader);
    Reply.json(
        response,
        problem.status(),
        Fhir.JSON,
        json -> {
          begin(json);
          issue(json, "error", code(problem.status()), String.valueOf(problem.getMessage()));
          end(json);
        });
  }

  /** The issue type (http://hl7.org/fhir/R4/valueset-issue-type.html) nearest to a status. */
  private static String code(int status) {
    return switch (status) {
      case 400 -> "invalid";
      case 401 -> "login";
      case 403 -> "forbidden";
      case 404 -> "not-found";
      case 406, 415 -> "not-supported";
      case 413 -> "too-long";
      case 408, 429, 503 -> "transient";
      default -> "exception";
    };
  }

  static void begin(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("resourceType", "OperationOutcome");
    json.writeArrayPropertyStart("issue");
  }

  static void issue(JsonGenerator json, String severity, String code, String sentence) {
    json.writeStartObject();
    json.writeStringProperty("severity", severity);
    json.writeStringProperty("code", code);
    json.writeStringProperty("diagnostics", sentence);
    json.writeEndObject();
  }

  static void end(JsonGenerator json) {
    json.writeEndArray();
    json.writeEndObject();
  }
}
