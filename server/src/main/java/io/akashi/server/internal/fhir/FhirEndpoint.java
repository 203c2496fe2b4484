package io.akashi.server.internal.fhir;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.sentence.BothLanguages;
import io.akashi.event.sentence.Language;
import io.akashi.intake.HttpBody;
import io.akashi.server.config.Role;
import io.akashi.server.internal.endpoint.HandIn;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Entry;
import io.akashi.store.Look;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.StoreException;
import io.akashi.store.StoredEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/**
 * AuditEvents of FHIR R4: IHE ATNA feed (RESTful, ITI-20) and search (ITI-81). What is posted is
 * one entry as it came, R4 or R5, JSON or XML; what cannot be understood in it is said and kept.
 */
@RestController
public class FhirEndpoint {
  private final WebParts parts;
  private final HandIn handIn;
  private final Answers answers;
  private final Instant started;

  FhirEndpoint(WebParts parts, HandIn handIn, Answers answers) {
    this.parts = parts;
    this.handIn = handIn;
    this.answers = answers;
    this.started = parts.clock().instant();
  }

  /** What this server can do. */
  @Open
  @GetMapping("/fhir/metadata")
  public void metadata(HttpServletResponse response) throws IOException {
    Reply.json(response, 200, Fhir.JSON, json -> CapabilityJson.write(started, json));
  }

  /**
   * Keeps one AuditEvent and answers 201 when it is on disk, with an OperationOutcome that says
   * what could not be read in it.
   */
  @Allowed(Role.SENDER)
  @PostMapping("/fhir/AuditEvent")
  public void create(HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    HandIn.Handed handed = handed(request);
    response.setHeader(
        "Location",
        "/fhir/AuditEvent/%s-%d-0".formatted(handed.receipt().book(), handed.receipt().first()));
    Reply.json(response, 201, Fhir.JSON, json -> outcome(events(handed), json));
  }

  /** Keeps a Bundle (batch or transaction) as one entry; all of it is kept, or none. */
  @Allowed(Role.SENDER)
  @PostMapping("/fhir")
  public void bundle(HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    HandIn.Handed handed = handed(request);
    List<AuditEvent> events = events(handed);
    Reply.json(
        response,
        200,
        Fhir.JSON,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("resourceType", "Bundle");
          json.writeStringProperty("type", "batch-response");
          json.writeArrayPropertyStart("entry");
          for (int part = 0; part < events.size(); part++) {
            json.writeStartObject();
            json.writeObjectPropertyStart("response");
            json.writeStringProperty("status", "201 Created");
            json.writeStringProperty(
                "location",
                "AuditEvent/%s-%d-%d"
                    .formatted(handed.receipt().book(), handed.receipt().first(), part));
            json.writeName("outcome");
            outcome(List.of(events.get(part)), json);
            json.writeEndObject();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private HandIn.Handed handed(HttpServletRequest request)
      throws IOException, InterruptedException {
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    HttpBody.Kind kind =
        type.contains("json")
            ? HttpBody.Kind.JSON
            : type.contains("xml") ? HttpBody.Kind.XML : unknownType();
    return handIn.take(handIn.ownSource(request), kind, request);
  }

  private static HttpBody.Kind unknownType() {
    throw new Problem(
        415,
        "Content-Type は application/fhir+json か application/fhir+xml です。 / the content type must be"
            + " application/fhir+json or application/fhir+xml");
  }

  private List<AuditEvent> events(HandIn.Handed handed) {
    return handed.arrivals().stream()
        .<AuditEvent>flatMap(arrival -> decoded(arrival).stream())
        .toList();
  }

  private List<AuditEvent> decoded(Arrival arrival) {
    return parts.sources().decode(arrival);
  }

  private static void outcome(List<AuditEvent> events, JsonGenerator json) {
    FhirProblems.begin(json);
    List<AuditEvent> doubtful =
        events.stream()
            .filter(event -> !DecodeStatus.FULL.id().equals(event.text(Column.DECODE_STATUS)))
            .toList();
    for (AuditEvent event : doubtful) {
      FhirProblems.issue(json, "warning", "informational", doubt(event));
    }
    if (doubtful.isEmpty()) {
      FhirProblems.issue(json, "information", "informational", "保存しました。 / kept");
    }
    FhirProblems.end(json);
  }

  /** Why an event was not read in full, once in each language. */
  private static String doubt(AuditEvent event) {
    boolean nothing = DecodeStatus.UNREADABLE.id().equals(event.text(Column.DECODE_STATUS));
    List<String> notes = List.of(String.valueOf(event.text(Column.DECODE_NOTE)).split("; "));
    String japanese =
        notes.stream()
            .map(note -> BothLanguages.half(note, Language.JAPANESE))
            .collect(Collectors.joining("、"));
    String english =
        notes.stream()
            .map(note -> BothLanguages.half(note, Language.ENGLISH))
            .collect(Collectors.joining("; "));
    return nothing
        ? "保存しましたが、AuditEvent として読めません: %s / kept as it came, and could not be read as an AuditEvent: %s"
            .formatted(japanese, english)
        : "保存しましたが、読めない部分があります: %s / kept as it came; not all of it could be read: %s"
            .formatted(japanese, english);
  }

  /** One page of a search as a Bundle; {@code link} leads to the next. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/fhir/AuditEvent")
  public void search(HttpServletRequest request, HttpServletResponse response)
      throws IOException, StoreException {
    acceptJson(request);
    Query query = FhirQuery.of(request.getParameterMap(), parts.zone());
    Look look = Caller.of(request).look(request);
    Page page = answers.ask(() -> parts.store().search(look, query));
    response.setHeader("Cache-Control", "no-store");
    answers.write(
        request,
        page.weight(),
        () ->
            Reply.json(response, 200, Fhir.JSON, json -> SearchsetJson.write(page, request, json)));
  }

  /** One event by its id. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/fhir/AuditEvent/{id}")
  public void read(
      @PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException, StoreException {
    acceptJson(request);
    EventId known = EventId.parse(id);
    Look look = Caller.of(request).look(request);
    List<AuditEvent> events = answers.ask(() -> events(look, known));
    if (known.part() >= events.size()) {
      throw EventId.unknown();
    }
    AuditEvent event = events.get(known.part()).at(known.book().id(), known.index(), known.part());
    response.setHeader("Cache-Control", "no-store");
    Reply.json(response, 200, Fhir.JSON, json -> AuditEventJson.write(event, json));
  }

  private List<AuditEvent> events(Look look, EventId id) throws StoreException {
    StoredEntry stored =
        parts.store().entry(look, id.book(), id.index()).orElseThrow(EventId::unknown);
    return decoded(Entry.parse(stored.octets()).header().toArrival(stored.payload()));
  }

  private static void acceptJson(HttpServletRequest request) {
    String format = request.getParameter("_format");
    String wanted = format == null ? request.getHeader("Accept") : format;
    if (wanted != null
        && wanted.contains("xml")
        && !wanted.contains("json")
        && !wanted.contains("*/*")) {
      throw new Problem(
          406, "回答は application/fhir+json だけです。 / answers are application/fhir+json alone");
    }
  }
}
