package io.akashi.server.internal.page;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.HouseLog;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.TokenCookie;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks for a token, until there is a login; and what every page looks like. */
@Controller
public class LoginPage {
  private static final int MAX_TOKEN = 1_000;

  private final WebParts parts;
  private final byte[] style;

  LoginPage(WebParts parts) {
    this.parts = parts;
    this.style = resource("/page/style.css");
  }

  private static byte[] resource(String name) {
    try (InputStream in = LoginPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this release lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where somebody begins who types no path. */
  @Open
  @GetMapping("/")
  public String begin() {
    return "redirect:/inspection";
  }

  /** The form. */
  @Open
  @GetMapping("/login")
  public String form(HttpServletResponse response) {
    Pages.guard(response);
    return "login";
  }

  /** Takes the token and goes on to the sheet; a wrong one is counted and asked for again. */
  @Open
  @PostMapping("/login")
  public String take(
      @RequestParam String token,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Pages.guard(response);
    Optional<Caller> known =
        token.length() > MAX_TOKEN ? Optional.empty() : parts.tokens().find(token.strip());
    if (known.isEmpty()) {
      parts
          .log()
          .note(
              new HouseLog.Occurrence(
                  Kind.LOGIN_FAILURE,
                  Outcome.SERIOUS,
                  "page",
                  request.getRemoteAddr(),
                  "知らないトークンが示されました。 / an unknown token was shown to the login page."),
              1);
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      model.addAttribute("wrong", true);
      return "login";
    }
    TokenCookie.give(request, response, token.strip());
    return "redirect:/inspection";
  }

  /** Forgets the token. */
  @Open
  @GetMapping("/logout")
  public String leave(HttpServletRequest request, HttpServletResponse response) {
    TokenCookie.take(request, response);
    return "redirect:/login";
  }

  /** What the pages look like. */
  @Open
  @GetMapping("/style.css")
  public void style(HttpServletResponse response) throws IOException {
    response.setContentType("text/css; charset=utf-8");
    response.setHeader("Cache-Control", "max-age=3600");
    response.getOutputStream().write(style);
  }
}
