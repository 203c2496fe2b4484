package io.akashi.server.internal.page.oidc;

import io.akashi.server.internal.signin.SignIns;
import io.akashi.server.internal.signin.oidc.ProviderDoor;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** To the provider of identities and back. */
@Page
@Controller
public class ProviderPage {
  private static final int MOST_CHARACTERS = 4_096;

  private final Optional<ProviderDoor> door;
  private final SignIns signIns;

  ProviderPage(ObjectProvider<ProviderDoor> door, SignIns signIns) {
    this.door = Optional.ofNullable(door.getIfAvailable());
    this.signIns = signIns;
  }

  /** Sends the browser there. */
  @Open
  @GetMapping(ProviderDoor.BEGIN)
  public String begin(
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request,
      HttpServletResponse response) {
    return "redirect:" + door().begin(request, response, next);
  }

  /**
   * Comes back, from another site, and so without the cookie of the session (SameSite=Strict): the
   * page goes on by itself, which is a step within this site.
   */
  @Open
  @GetMapping(ProviderDoor.BACK)
  public String back(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String code,
      Model model) {
    if (state.length() > MOST_CHARACTERS || code.length() > MOST_CHARACTERS) {
      throw new Problem(400, "応答が長すぎます。 / the answer is too long");
    }
    model.addAttribute(
        "onward",
        UriComponentsBuilder.fromPath("/login/oidc/finish")
            .queryParam("state", "{state}")
            .queryParam("code", "{code}")
            .build(state, code)
            .toString());
    return "oidc/back";
  }

  /** Signs in, or says why not. */
  @Open
  @GetMapping("/login/oidc/finish")
  public String finish(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String code,
      HttpServletRequest request) {
    return "redirect:" + door().finish(request, state, code, signIns);
  }

  private ProviderDoor door() {
    return door.orElseThrow(() ->
        Problem.notFound(
            "認証基盤は設定されていません（akashi.signin.oidc）。 / no identity provider is configured (akashi.signin.oidc)"));
  }
}
