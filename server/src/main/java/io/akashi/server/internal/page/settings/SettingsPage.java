package io.akashi.server.internal.page.settings;

import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.WebParts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What can be set here, and the tokens of the configuration. */
@Page
@Controller
public class SettingsPage {
  private final WebParts parts;

  SettingsPage(WebParts parts) {
    this.parts = parts;
  }

  /** The places. */
  @Allowed(Role.ADMIN)
  @GetMapping("/settings")
  public String settings(Model model) {
    model.addAttribute("signin", parts.signIn().settings());
    model.addAttribute("accounts", parts.signIn().accounts().all().size());
    model.addAttribute("tokens", parts.tokens().all().size());
    return "settings/settings";
  }

  /** Name, role and source of each token; nobody here knows the token itself. */
  @Allowed(Role.ADMIN)
  @GetMapping("/settings/tokens")
  public String tokens(Model model) {
    model.addAttribute("tokens", parts.tokens().all());
    return "settings/tokens";
  }
}
