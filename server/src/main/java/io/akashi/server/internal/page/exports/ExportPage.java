package io.akashi.server.internal.page.exports;

import io.akashi.server.config.Role;
import io.akashi.server.export.ExportFormat;
import io.akashi.server.internal.page.events.Asked;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.server.internal.page.frame.Frames;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Answers;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Look;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Takes out what a search finds. Its conditions stand in the address, as those of a search. */
@Page
@Controller
public class ExportPage {
  private static final int PIECE = 256 * 1024;

  static final Set<String> OWN = Set.of("format", "columns", "view");

  private final WebParts parts;
  private final Entitlement entitlement;
  private final ExportDesk desk;
  private final Frames frames;

  ExportPage(WebParts parts, Entitlement entitlement, ExportDesk desk, Frames frames) {
    this.parts = parts;
    this.entitlement = entitlement;
    this.desk = desk;
    this.frames = frames;
  }

  /** What is asked for, the formats, and the person's exports. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/exports")
  public String form(HttpServletRequest request, Model model) {
    Filters filters = Filters.of(request, parts.zone(), OWN);
    filters.query();
    Frame frame = frames.of(request);
    model.addAttribute("frame", frame);
    model.addAttribute("filters", filters);
    model.addAttribute("asked", Asked.of(filters, "/exports", frame));
    model.addAttribute("formats", ExportFormat.values());
    exports(request, model);
    return "exports/exports";
  }

  /** How far they are, a part of the page. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/exports/list")
  public String list(HttpServletRequest request, Model model) {
    exports(request, model);
    return "exports/list :: list";
  }

  private void exports(HttpServletRequest request, Model model) {
    Frame frame = frames.of(request);
    List<Line> lines =
        desk.of(Caller.of(request).look(request)).stream()
            .map(each -> new Line(each, Asked.of(each.filters(), "/search", frame)))
            .toList();
    model.addAttribute("frame", frame);
    model.addAttribute("exports", lines);
    model.addAttribute("waits", lines.stream().anyMatch(line -> line.export().isUnderWay()));
  }

  /** An export and what it was asked for. */
  record Line(Export export, List<Asked> asked) {}

  /** Begins one. */
  @Allowed(Role.AUDITOR)
  @PostMapping("/exports")
  public String begin(HttpServletRequest request) throws StoreException {
    Filters filters = Filters.of(request, parts.zone(), OWN);
    ExportFormat format =
        ExportFormat.of(filters.value("format"))
            .orElseThrow(
                () -> Problem.badRequest("書き出しの形式を選んでください。 / choose a format of the export"));
    desk.begin(Caller.of(request).look(request), filters, words(filters), format);
    return "redirect:/exports";
  }

  /** The conditions as the log of Akashi names them. */
  private static String words(Filters filters) {
    return filters.all().entrySet().stream()
        .filter(each -> !OWN.contains(each.getKey()))
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Ends one that waits or runs. */
  @Allowed(Role.AUDITOR)
  @PostMapping("/exports/{id}/cancel")
  public String cancel(@PathVariable String id, HttpServletRequest request) {
    desk.cancel(export(id, request));
    return "redirect:/exports";
  }

  /** Begins another one of what was asked for once, with the rights of now. */
  @Allowed(Role.AUDITOR)
  @PostMapping("/exports/{id}/again")
  public String again(@PathVariable String id, HttpServletRequest request) throws StoreException {
    Export before = export(id, request);
    desk.begin(
        Caller.of(request).look(request), before.filters(), before.conditions(), before.format());
    return "redirect:/exports";
  }

  /** The file, for who asked for it. */
  @Allowed(Role.AUDITOR)
  @GetMapping("/exports/{id}/file")
  public void file(
      @PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException, StoreException {
    Export export = export(id, request);
    Path file =
        export
            .whole()
            .orElseThrow(
                () -> Problem.notFound("この書き出しはまだ終わっていません。 / this export is not finished"));
    Caller caller = Caller.of(request);
    Look look = caller.look(request);
    desk.fetched(look, export);
    response.setContentType(export.format().mediaType());
    response.setContentLengthLong(Files.size(file));
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"akashi-events.%s\"".formatted(export.format().extension()));
    hand(file, response, () -> entitlement.holds(caller, look));
  }

  /** Piece by piece, as long as the person may have it: a large file takes minutes. */
  private static void hand(Path file, HttpServletResponse response, BooleanSupplier may)
      throws IOException {
    byte[] piece = new byte[PIECE];
    try (InputStream in = Files.newInputStream(file)) {
      OutputStream out = response.getOutputStream();
      for (int read = in.read(piece); read > 0; read = in.read(piece)) {
        if (!may.getAsBoolean()) {
          Answers.cutOff();
          return;
        }
        out.write(piece, 0, read);
      }
    }
  }

  private Export export(String id, HttpServletRequest request) {
    return desk.find(Caller.of(request).look(request), id)
        .orElseThrow(() ->
            Problem.notFound(
                "この書き出しはありません。作成から一日たつと消えます。 / there is no such export; they are kept for a day"));
  }
}
