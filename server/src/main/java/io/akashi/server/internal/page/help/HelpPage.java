package io.akashi.server.internal.page.help;

import io.akashi.server.internal.page.frame.Display;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One screen of plain words for each place of the menu; says nothing about this hospital. */
@Controller
public class HelpPage {
  /** Topics in the order of the menu; texts are {@code help/ja.html} and {@code help/en.html}. */
  static final List<String> TOPICS =
      List.of(
          "home",
          "search",
          "entry",
          "patients",
          "review",
          "inspection",
          "sources",
          "integrity",
          "exports",
          "settings",
          "signin");

  /** The list of topics, with the first of them. */
  @Open
  @GetMapping("/help")
  public String first(HttpServletRequest request, Model model) {
    return topic(TOPICS.getFirst(), request, model);
  }

  /** One topic. */
  @Open
  @GetMapping("/help/{topic}")
  public String topic(@PathVariable String topic, HttpServletRequest request, Model model) {
    if (!TOPICS.contains(topic)) {
      throw Problem.notFound(
          "その説明はありません。一覧から選んでください。 / there is no such help: choose from the list");
    }
    model.addAttribute("topics", TOPICS);
    model.addAttribute("topic", topic);
    model.addAttribute("words", Display.of(request).tag());
    return "help/help";
  }
}
