package io.akashi.server.internal.web;

import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Answers what Tomcat refuses before anybody here sees it (a malformed request line, header or
 * path) as RFC 9457 problem details, in place of its own page; a browser gets a page with a way on,
 * where its head could be read so far. Says nothing about the server, nor anything that came in the
 * request.
 */
public final class MalformedRequestValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < HttpStatus.BAD_REQUEST.value()
        || response.getContentWritten() > 0
        || !response.setErrorReported()
        || !mayBeAnswered(response)) {
      return;
    }
    try {
      response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Cache-Control", "no-store");
      boolean page = isForABrowser(request);
      response.setContentType(page ? "text/html" : ProblemAdvice.TYPE);
      response.setCharacterEncoding("UTF-8");
      Writer body = response.getReporter();
      if (body != null) {
        body.write(page ? page(status) : problem(status));
        response.finishResponse();
      }
    } catch (IOException e) {
      container.getLogger().debug("the caller went away", e);
    }
  }

  /** Nothing is known of the caller where not even the first line could be read. */
  private static boolean isForABrowser(Request request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  private static String page(int status) {
    return """
    <!DOCTYPE html>
    <html lang="ja">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>証 Akashi</title></head>
    <body>
    <h1>このアドレスは開けません</h1>
    <p>アドレスに使えない文字の並びがあるか、要求が正しい形ではありません。IDは「アクセス検索」に入力して探せます。</p>
    <div lang="en"><h2>This address cannot be opened</h2>
    <p>It has characters in it that no address here may have, or the request is malformed. An id can be typed into the access search.</p></div>
    <p><a href="/">最初の画面へ / <span lang="en">to the first page</span></a></p>
    <p><small>%d</small></p>
    </body>
    </html>
    """
        .formatted(status);
  }

  private static String problem(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return ("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"HTTPの要求として正しくないか、見出しが16KBを超えています。 / this is no"
            + " HTTP request that can be answered here, or its head is longer than 16 KB; see docs/http-api.md\"}")
        .formatted(known == null ? "Error" : known.getReasonPhrase(), status);
  }

  private static boolean mayBeAnswered(Response response) {
    AtomicBoolean allowed = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
    return allowed.get();
  }
}
