package io.akashi.server.internal.signin;

import io.akashi.server.internal.web.WebProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was asked of browsers that have not answered yet; a cookie tells them apart. Each question
 * is taken once and holds for a time. Kept here and bounded, not in sessions: whoever asks has
 * proved nothing yet, and a stranger must not be able to fill memory. Safe for use by many threads.
 */
public final class Questions<T> {
  private static final int MOST = 2_000;
  private static final int MOST_OF_ONE_ADDRESS = 50;
  private static final int HANDLE_BYTES = 16;

  private final String cookie;
  private final Duration time;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  // Guarded by this. In the order in which they were asked.
  private final Map<String, Open<T>> open = new LinkedHashMap<>();

  private record Open<T>(T question, String address, Instant since) {}

  /**
   * @param cookie its name
   * @param time for which a question holds
   */
  public Questions(String cookie, Duration time, InstantSource clock) {
    this.cookie = cookie;
    this.time = time;
    this.clock = clock;
  }

  /** Asks the browser of a request, in place of what it was asked before. */
  public void ask(HttpServletRequest request, HttpServletResponse response, T question) {
    byte[] octets = new byte[HANDLE_BYTES];
    random.nextBytes(octets);
    String handle = HexFormat.of().formatHex(octets);
    keep(request, handle, question);
    Cookie shown = new Cookie(name(request), handle);
    shown.setPath("/");
    shown.setHttpOnly(true);
    shown.setSecure(request.isSecure());
    shown.setMaxAge((int) time.toSeconds());
    shown.setAttribute("SameSite", "Strict");
    response.addCookie(shown);
  }

  private synchronized void keep(HttpServletRequest request, String handle, T question) {
    handle(request).ifPresent(open::remove);
    open.values().removeIf(each -> !holds(each));
    String address = request.getRemoteAddr();
    long ofOne = open.values().stream().filter(each -> each.address().equals(address)).count();
    if (ofOne >= MOST_OF_ONE_ADDRESS) {
      removeOldest(address);
    } else if (open.size() >= MOST) {
      removeOldest("");
    }
    open.put(handle, new Open<>(question, address, clock.instant()));
  }

  /** The oldest of an address, or of all when that is empty. */
  private void removeOldest(String address) {
    open.entrySet().stream()
        .filter(each -> address.isEmpty() || each.getValue().address().equals(address))
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(open::remove);
  }

  /** What the browser of a request was asked, once; empty when it was nothing, or too long ago. */
  public synchronized Optional<T> take(HttpServletRequest request) {
    return handle(request).map(open::remove).filter(this::holds).map(Open::question);
  }

  private boolean holds(Open<T> each) {
    return clock.instant().isBefore(each.since().plus(time));
  }

  private String name(HttpServletRequest request) {
    return WebProperties.cookie(cookie, request.isSecure());
  }

  private Optional<String> handle(HttpServletRequest request) {
    return Stream.ofNullable(request.getCookies())
        .flatMap(Stream::of)
        .filter(each -> each.getName().equals(name(request)))
        .map(Cookie::getValue)
        .findFirst();
  }
}
