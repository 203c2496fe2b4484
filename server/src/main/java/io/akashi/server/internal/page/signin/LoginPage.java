package io.akashi.server.internal.page.signin;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.HouseLog;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.TokenCookie;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks for a token, until there is a login. */
@Controller
public class LoginPage {
  private static final int MAX_TOKEN = 1_000;

  private final WebParts parts;

  LoginPage(WebParts parts) {
    this.parts = parts;
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
  public String form() {
    return "signin/login";
  }

  /** Takes the token and goes on to the sheet; a wrong one is counted and asked for again. */
  @Open
  @PostMapping("/login")
  public String take(
      @RequestParam String token,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
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
      return "signin/login";
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
}
