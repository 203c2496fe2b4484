package io.akashi.server.internal.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes answers. */
public final class Reply {
  public static final String JSON = "application/json";
  public static final String NDJSON = "application/x-ndjson";
  public static final String TEXT = "text/plain; charset=utf-8";
  public static final String OCTETS = "application/octet-stream";

  private static final JsonFactory FACTORY = new JsonFactory();

  private Reply() {}

  /** Writes JSON. */
  @FunctionalInterface
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** Answers with JSON. */
  public static void json(HttpServletResponse response, int status, Body body) throws IOException {
    json(response, status, JSON, body);
  }

  /** Answers with JSON of another content type. */
  public static void json(HttpServletResponse response, int status, String type, Body body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    try (JsonGenerator json =
        FACTORY.createGenerator(ObjectWriteContext.empty(), response.getOutputStream())) {
      body.write(json);
    }
  }

  /** Answers with text. */
  public static void text(HttpServletResponse response, String text) throws IOException {
    octets(response, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers with octets. */
  public static void octets(HttpServletResponse response, String type, byte[] octets)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(octets.length);
    response.getOutputStream().write(octets);
  }
}
