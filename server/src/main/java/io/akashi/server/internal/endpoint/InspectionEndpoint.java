package io.akashi.server.internal.endpoint;

import io.akashi.evidence.Answer.Shown;
import io.akashi.evidence.Duties;
import io.akashi.evidence.Duty;
import io.akashi.evidence.Inspection;
import io.akashi.server.InspectionJson;
import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Look;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The answers of the inspection sheet. */
@RestController
public class InspectionEndpoint {
  private final WebParts parts;
  private final Answers answers;

  InspectionEndpoint(WebParts parts, Answers answers) {
    this.parts = parts;
    this.answers = answers;
  }

  /** All answers, newest. */
  @Allowed(
      value = {Role.OPERATOR, Role.MANAGER, Role.AUDITOR},
      whole = true)
  @GetMapping("/api/v1/inspection")
  public void all(HttpServletRequest request, HttpServletResponse response)
      throws IOException, StoreException {
    Inspection inspection = inspection();
    Look look = Caller.of(request).look(request);
    List<Shown> shown = answers.ask(() -> all(inspection, look));
    response.setHeader("Cache-Control", "no-store");
    Reply.json(
        response,
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("answers");
          shown.forEach(each -> InspectionJson.write(each, parts.store(), json));
          json.writeEndArray();
          parts.desk().trouble().ifPresent(why -> json.writeStringProperty("trouble", why));
          json.writeEndObject();
        });
  }

  private static List<Shown> all(Inspection inspection, Look look) throws StoreException {
    List<Shown> shown = new ArrayList<>();
    for (Duty duty : Duties.all()) {
      inspection.answer(look, duty).ifPresent(shown::add);
    }
    return shown;
  }

  /** One answer, now or as it was computed at a past moment. */
  @Allowed(
      value = {Role.OPERATOR, Role.MANAGER, Role.AUDITOR},
      whole = true)
  @GetMapping("/api/v1/inspection/{duty}")
  public void one(
      @PathVariable String duty,
      @RequestParam(name = "as_of", required = false) @Nullable String asOf,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, StoreException {
    Duty asked = duty(duty);
    Look look = Caller.of(request).look(request);
    Shown shown = answers.ask(() -> shown(look, asked, asOf));
    response.setHeader("Cache-Control", "no-store");
    Reply.json(response, 200, json -> InspectionJson.write(shown, parts.store(), json));
  }

  private Shown shown(Look look, Duty duty, @Nullable String asOf) throws StoreException {
    return asOf == null
        ? inspection().answer(look, duty).orElseThrow(this::notYet)
        : inspection()
            .answer(look, duty, moment(asOf))
            .orElseThrow(() ->
                Problem.notFound("その時点までに計算された回答はありません。 / no answer had been computed by then"));
  }

  /** A time with its offset, or a day, whose end is meant. */
  private Instant moment(String typed) {
    try {
      return typed.length() > 10
          ? OffsetDateTime.parse(typed).toInstant()
          : LocalDate.parse(typed).plusDays(1).atStartOfDay(parts.zone()).toInstant();
    } catch (DateTimeException e) {
      throw new Problem(
          400,
          "as_of は 2026-11-22 か 2026-11-22T09:00:00+09:00 の形です。 / as_of is a day or a time with its offset");
    }
  }

  /** A person's own answer, beside the computed one. */
  @Allowed(value = Role.MANAGER, whole = true)
  @PostMapping("/api/v1/inspection/{duty}/signature")
  public void sign(
      @PathVariable String duty,
      @RequestParam String answer,
      @RequestParam(defaultValue = "") String comment,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, StoreException {
    OwnAnswer own = OwnAnswer.of(answer, comment);
    Duty signed = duty(duty);
    Look look = Caller.of(request).look(request);
    Shown now =
        answers.ask(() -> {
          inspection().sign(signed, own.yes(), look.user(), own.comment());
          return shown(look, signed, null);
        });
    Reply.json(response, 200, json -> InspectionJson.write(now, parts.store(), json));
  }

  private Inspection inspection() {
    return parts.desk().inspection().orElseThrow(this::notYet);
  }

  private Problem notYet() {
    return new Problem(503, parts.desk().pending()).with("Retry-After", "5");
  }

  private static Duty duty(String typed) {
    return Duties.find(typed)
        .orElseThrow(() ->
            Problem.notFound(
                "点検項目 %1$s はありません。 / there is no item %1$s, only %2$s"
                    .formatted(typed, Duties.all().stream().map(Duty::id).toList())));
  }
}
