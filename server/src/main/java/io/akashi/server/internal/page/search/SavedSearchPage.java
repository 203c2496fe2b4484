package io.akashi.server.internal.page.search;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Gives searches names and forgets them; both are entries of the book {@code house}. */
@Page
@Controller
public class SavedSearchPage {
  private final WebParts parts;
  private final SavedSearches saved;

  SavedSearchPage(WebParts parts, SavedSearches saved) {
    this.parts = parts;
    this.saved = saved;
  }

  /** Keeps the conditions under a name and goes back to them. */
  @Allowed(Role.AUDITOR)
  @PostMapping(SearchPage.PATH + "/saved")
  public String keep(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String conditions,
      HttpServletRequest request)
      throws IOException, StoreException {
    if (!conditions.matches("[!-~&&[^#{}\\\\]]*")) {
      throw Problem.badRequest("条件を読めません。 / the conditions cannot be read");
    }
    String user = Caller.of(request).name();
    saved.keep(new SavedSearches.Saved(user, name.strip(), conditions));
    record(request, "C", name.strip(), conditions);
    return "redirect:" + SearchPage.PATH + (conditions.isEmpty() ? "" : "?" + conditions);
  }

  /** Forgets one. */
  @Allowed(Role.AUDITOR)
  @PostMapping(SearchPage.PATH + "/saved/forget")
  public String forget(@RequestParam(defaultValue = "") String name, HttpServletRequest request)
      throws IOException, StoreException {
    if (saved.forget(Caller.of(request).name(), name)) {
      record(request, "D", name, "");
    }
    return "redirect:" + SearchPage.PATH;
  }

  private void record(HttpServletRequest request, String action, String name, String conditions)
      throws StoreException {
    Caller caller = Caller.of(request);
    parts
        .store()
        .house(
            AuditEvent.builder()
                .set(Column.OCCURRED_AT, parts.clock().instant())
                .set(Column.KIND, Kind.CONFIG_CHANGE.id())
                .set(Column.ACTION, action)
                .set(Column.OUTCOME, Outcome.SUCCESS.id())
                .set(Column.USER_ID, caller.name())
                .set(Column.TERMINAL, request.getRemoteAddr())
                .set(Column.OBJECT_TYPE, "saved_search")
                .set(Column.OBJECT_NAME, name)
                .set(Column.MESSAGE, conditions)
                .build());
  }
}
