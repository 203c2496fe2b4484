package io.akashi.server.internal.page.frame;

import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.OwnPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How somebody wants pages to look: language, years, light or dark. */
@Controller
public class DisplayPage {
  /** The form. */
  @Open
  @GetMapping("/display")
  public String form(@RequestParam(defaultValue = "/") String back, Model model) {
    model.addAttribute("back", OwnPath.of(back));
    return "frame/display";
  }

  /** Remembers it and goes back to the page it was asked on. */
  @Open
  @PostMapping("/display")
  public String remember(
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String calendar,
      @RequestParam(defaultValue = "") String theme,
      @RequestParam(defaultValue = "/") String back,
      HttpServletRequest request,
      HttpServletResponse response) {
    Display now = Display.of(request);
    Display.named(
            language.isEmpty() ? now.language().name() : language,
            calendar.isEmpty() ? now.calendar().name() : calendar,
            theme.isEmpty() ? now.theme().name() : theme)
        .give(request, response);
    return "redirect:" + OwnPath.of(back);
  }
}
