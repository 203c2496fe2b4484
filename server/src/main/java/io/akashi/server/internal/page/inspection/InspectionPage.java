package io.akashi.server.internal.page.inspection;

import io.akashi.evidence.Answer.Shown;
import io.akashi.evidence.Duties;
import io.akashi.evidence.Duty;
import io.akashi.evidence.Inspection;
import io.akashi.register.Registers;
import io.akashi.server.config.Role;
import io.akashi.server.internal.endpoint.OwnAnswer;
import io.akashi.server.internal.page.frame.Display;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The inspection sheet, and the card of one item: what the answer rests on, down to each event. */
@Page
@Controller
public class InspectionPage {
  private final WebParts parts;
  private final Answers answers;

  InspectionPage(WebParts parts, Answers answers) {
    this.parts = parts;
    this.answers = answers;
  }

  /** All items. */
  @Allowed(
      value = {Role.OPERATOR, Role.MANAGER, Role.AUDITOR},
      whole = true)
  @GetMapping("/inspection")
  public String sheet(Model model) {
    model.addAttribute("shown", List.copyOf(inspection().answers().values()));
    model.addAttribute("trouble", parts.desk().trouble().orElse(null));
    return "inspection/sheet";
  }

  /** One item. */
  @Allowed(
      value = {Role.OPERATOR, Role.MANAGER, Role.AUDITOR},
      whole = true)
  @GetMapping("/inspection/{typed}")
  public String card(@PathVariable String typed, Model model, HttpServletRequest request)
      throws StoreException {
    Duty duty = duty(typed);
    Look look = Caller.of(request).look(request);
    Shown shown = answers.ask(() -> inspection().answer(look, duty)).orElseThrow(this::notYet);
    Map<Book, String> checkpoints = new LinkedHashMap<>();
    for (Book book : List.of(Book.CLINICAL, Book.INFRASTRUCTURE, Book.REGISTER, Book.HOUSE)) {
      parts.store().checkpoint(book).ifPresent(note -> checkpoints.put(book, note));
    }
    model.addAttribute("shown", shown);
    model.addAttribute("answer", shown.answer());
    model.addAttribute("checkpoints", checkpoints);
    model.addAttribute("named", new Named(Display.of(request).isJapanese()));
    model.addAttribute("maySign", Caller.of(request).hasAny(Role.MANAGER));
    model.addAttribute("trouble", parts.desk().trouble().orElse(null));
    return "inspection/card";
  }

  /** The manager's own answer, kept beside the computed one. */
  @Allowed(value = Role.MANAGER, whole = true)
  @PostMapping("/inspection/{typed}/signature")
  public String sign(
      @PathVariable String typed,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "") String comment,
      HttpServletRequest request)
      throws StoreException {
    OwnAnswer own = OwnAnswer.of(answer, comment);
    Duty duty = duty(typed);
    String by = Caller.of(request).name();
    answers.<Boolean>ask(() -> {
      inspection().sign(duty, own.yes(), by, own.comment());
      return true;
    });
    return "redirect:/inspection/" + duty.id().replaceAll("[()]", "");
  }

  /**
   * Names what an answer rests on in the language of the page.
   *
   * @param japanese whether in Japanese
   */
  public record Named(boolean japanese) {
    /** The id of a register or {@code log}, and behind a space whose, as people say it. */
    public String of(String id) {
      String[] words = id.split(" ", 2);
      String first =
          words[0].equals("log")
              ? (japanese ? "ログ" : "Log")
              : Registers.schema(words[0])
                  .map(schema ->
                      japanese
                          ? "台帳「" + schema.register().ja() + "」"
                          : "Register " + schema.register().en())
                  .orElse(words[0]);
      return words.length == 1 ? first : first + " " + words[1];
    }
  }

  private static Duty duty(String typed) {
    return Duties.find(typed)
        .orElseThrow(() -> Problem.notFound("点検項目がありません。 / there is no such item"));
  }

  private Inspection inspection() {
    return parts.desk().inspection().orElseThrow(this::notYet);
  }

  private Problem notYet() {
    return new Problem(503, parts.desk().pending()).with("Retry-After", "5");
  }
}
