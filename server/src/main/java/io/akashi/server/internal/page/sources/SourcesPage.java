package io.akashi.server.internal.page.sources;

import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.server.Sources;
import io.akashi.server.config.Role;
import io.akashi.server.internal.page.frame.Display;
import io.akashi.server.internal.page.frame.Visitor;
import io.akashi.server.internal.watch.SourceFigures;
import io.akashi.server.internal.watch.SourceLedger;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import io.akashi.store.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Every source (ログ一覧): whether it still sends, how much of it can be read, and what to copy into a
 * new sender. Shows counts and no entry. Source 2, 17 ① and 17.1: logs of the systems are
 * collected, and somebody sees that they are.
 */
@Page
@Controller
public class SourcesPage {
  private final WebParts parts;
  private final SourceLedger ledger;

  SourcesPage(WebParts parts, SourceLedger ledger) {
    this.parts = parts;
    this.ledger = ledger;
  }

  /**
   * The page.
   *
   * @param source the source to open, or empty for none; an unknown one opens none
   */
  @Allowed({Role.OPERATOR, Role.MANAGER, Role.AUDITOR, Role.ADMIN})
  @GetMapping("/sources")
  public String sources(
      @RequestParam(defaultValue = "") String source, Model model, HttpServletRequest request) {
    Scope scope = Caller.of(request).scope();
    List<SourceLine> lines =
        lines().stream().filter(line -> scope.has(line.book(), line.system())).toList();
    model.addAttribute("now", parts.clock().instant());
    model.addAttribute("lines", lines);
    model.addAttribute("narrow", scope.isNarrow());
    model.addAttribute("opened", source);
    model.addAttribute("seeing", Visitor.of(request).seesEntries());
    model.addAttribute("complete", ledger.isComplete());
    model.addAttribute("since", parts.sink().deliveries().since());
    model.addAttribute("spoken", new Spoken(Display.of(request).isJapanese()));
    String url =
        request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort();
    SenderGuide guide = new SenderGuide(request.getServerName(), url, parts.figures().get());
    model.addAttribute("house", guide.ofTheHouse());
    model.addAttribute("snippets", guide.ofSenders());
    return "sources/sources";
  }

  /**
   * Says lengths of time and sizes in the language of the page.
   *
   * @param japanese whether in Japanese
   */
  public record Spoken(boolean japanese) {
    /** A length of time, or a dash. */
    public String time(@Nullable Duration time) {
      return time == null ? "—" : SourceLine.spoken(time, japanese);
    }

    /** Bytes, or a dash for none. */
    public String size(long bytes) {
      return bytes == 0 ? "—" : SourceLine.size(bytes);
    }
  }

  private List<SourceLine> lines() {
    Sources known = parts.sources();
    List<SourceLine> lines = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (SourceFigures figures : ledger.figures()) {
      seen.add(figures.source());
      lines.add(line(known, new SourceId(figures.source()), figures));
    }
    for (SourceId configured : known.configured()) {
      if (!seen.contains(configured.value())) {
        lines.add(line(known, configured, null));
      }
    }
    Instant now = parts.clock().instant();
    lines.sort(
        Comparator.comparing((SourceLine line) -> !line.state(now).equals("silent"))
            .thenComparing(SourceLine::id));
    return lines;
  }

  private SourceLine line(Sources known, SourceId id, @Nullable SourceFigures figures) {
    SourceProfile profile = known.profile(id);
    Book book = figures == null ? known.book(id) : figures.book();
    String system =
        figures == null || figures.system() == null ? profile.system() : figures.system();
    String format = figures == null ? profile.format() : figures.format();
    return new SourceLine(
        id.value(),
        book,
        system,
        format,
        known.isConfigured(id),
        figures,
        parts.sink().deliveries().of(id));
  }
}
