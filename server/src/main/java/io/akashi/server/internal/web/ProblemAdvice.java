package io.akashi.server.internal.web;

import io.akashi.server.account.AccountException;
import io.akashi.store.DiskFullException;
import io.akashi.store.OutsideScopeException;
import io.akashi.store.QueryException;
import io.akashi.store.StoreException;
import io.akashi.store.StoreHaltedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;

/** Turns what went wrong into problem details (RFC 9457). Never shows a stack trace. */
@RestControllerAdvice
public class ProblemAdvice {
  private static final Logger LOG = System.getLogger(ProblemAdvice.class.getName());
  static final String TYPE = "application/problem+json";

  private final ObjectProvider<ProblemView> view;
  private final HttpFigures figures;
  private final Refusals refusals;

  ProblemAdvice(ObjectProvider<ProblemView> view, HttpFigures figures, Refusals refusals) {
    this.view = view;
    this.figures = figures;
    this.refusals = refusals;
  }

  /** What a request may fail with: a page for people, problem details for programs. */
  @ExceptionHandler
  public @Nullable ModelAndView handle(
      Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (isGone(e)) {
      figures.broken();
      return null;
    }
    if (e instanceof OutsideScopeException) {
      Caller.known(request).ifPresent(caller -> refusals.note(caller, request));
    }
    Problem problem = of(e);
    Optional<ModelAndView> page =
        response.isCommitted()
            ? Optional.empty()
            : Optional.ofNullable(view.getIfAvailable())
                .flatMap(each -> each.of(problem, request, response));
    if (page.isEmpty()) {
      write(problem, response);
      return null;
    }
    response.resetBuffer();
    problem.headers().forEach(response::setHeader);
    return page.get();
  }

  /** Whether nobody is there any more to be told: no fault of the server, and nothing to log. */
  public static boolean isGone(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof AsyncRequestNotUsableException
          || cause instanceof ClientAbortException) {
        return true;
      }
    }
    return false;
  }

  /** The problem that an exception of a request amounts to; logs what nobody foresaw. */
  public static Problem of(Exception e) {
    return switch (e) {
      case Problem problem -> problem;
      case QueryException query -> ofQuery(query);
      case DiskFullException full -> new Problem(503, sentence(full)).with("Retry-After", "30");
      case StoreHaltedException halted -> new Problem(503, sentence(halted));
      case StoreException store when store.getCause() instanceof DiskFullException ->
          new Problem(503, sentence(store)).with("Retry-After", "30");
      case OutsideScopeException outside -> new Problem(403, sentence(outside));
      case AccountException.Busy busy -> new Problem(503, sentence(busy)).with("Retry-After", "5");
      case AccountException account -> new Problem(422, sentence(account));
      case StoreException store -> new Problem(422, sentence(store));
      case ErrorResponse known -> ofSpring(known, e);
      case InvalidParameterException _ -> unreadable();
      case BadRequestException _ -> unreadable();
      case TypeMismatchException _ -> unreadable();
      default -> {
        LOG.log(Level.ERROR, "a request failed", e);
        yield new Problem(500, "内部の誤りです。サーバーのログを見てください。 / an internal error; see the server's log");
      }
    };
  }

  /** Answers with a problem, unless the answer is already on its way. */
  public static void write(Problem problem, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    problem.headers().forEach(response::setHeader);
    HttpStatus status = HttpStatus.valueOf(problem.status());
    Reply.json(
        response,
        problem.status(),
        TYPE,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("type", "about:blank");
          json.writeStringProperty("title", status.getReasonPhrase());
          json.writeNumberProperty("status", problem.status());
          json.writeStringProperty("detail", String.valueOf(problem.getMessage()));
          json.writeEndObject();
        });
  }

  /** What came is not quoted: it may be anything. */
  private static Problem unreadable() {
    return Problem.badRequest(
        "要求を読めません。UTF-8 をパーセント符号化し、項目の形を確かめて送ってください。 / the request cannot be read: send UTF-8,"
            + " percent-encoded, and values of the right kind");
  }

  private static Problem ofQuery(QueryException e) {
    return switch (e.reason()) {
      case INVALID -> new Problem(400, sentence(e));
      case TOO_LONG, BUSY, NO_MEMORY, CANCELLED ->
          new Problem(503, sentence(e)).with("Retry-After", "5");
    };
  }

  private static Problem ofSpring(ErrorResponse known, Exception e) {
    int status = known.getStatusCode().value();
    String sentence =
        switch (status) {
          case 404 -> String.valueOf(Problem.nothingHere().getMessage());
          case 405 -> "この操作はここではできません。 / this method is not allowed here";
          default -> "要求が正しくありません。 / the request is wrong: " + e.getMessage();
        };
    Problem problem = new Problem(status, sentence);
    known.getHeaders().forEach((name, values) -> problem.with(name, String.join(", ", values)));
    return problem;
  }

  private static String sentence(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
