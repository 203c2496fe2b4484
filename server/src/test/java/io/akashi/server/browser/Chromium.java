package io.akashi.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's Chromium, driven by Playwright: no page asks for anything outside this machine, none
 * writes an error to the console, and none has a serious finding of axe. One thread.
 */
public final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  /** A DNS name that leads to this machine. */
  static final String NAME = "akashi.hospital.example";

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Chromium(Browser browser) {
    this.browser = browser;
  }

  /** The browser; without one the test is left out, and says so. */
  public static Chromium start() {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM),
        "no /usr/bin/chromium: ./verify installs it; pages not tested");
    return new Chromium(Running.BROWSER);
  }

  /** One for all tests of a process, for it takes seconds to start; it ends with the process. */
  private static final class Running {
    static final Browser BROWSER = launch();

    private static Browser launch() {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      return playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(PROGRAM)
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-quic",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync",
                          "--host-resolver-rules=MAP " + NAME + " 127.0.0.1")));
    }
  }

  /** A person's browser window of 1280 by 800 that trusts any certificate. */
  public BrowserContext person(String url) {
    return person(url, Map.of());
  }

  /** The same that shows a token with each request, as programs do. */
  public BrowserContext person(String url, Map<String, String> headers) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(url)
                .setLocale("ja-JP")
                .setTimezoneId("Asia/Tokyo")
                .setIgnoreHTTPSErrors(true)
                .setViewportSize(1280, 800)
                .setExtraHTTPHeaders(headers));
    context.onRequest(request -> {
      if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
        complaints.add("asks elsewhere: " + request.url());
      }
    });
    context.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add("console: " + message.text());
      }
    });
    context.onWebError(error -> complaints.add("script: " + error.error()));
    return context;
  }

  /** What went wrong in any window so far: foreign requests, refused styles, failed scripts. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /**
   * What somebody reads there once the page has come whole. A click ends when the page it leads to
   * begins: read at once, a long one can lack its end.
   */
  static String text(Locator place) {
    place.page().waitForLoadState();
    return place.innerText();
  }

  /** Fails when axe finds something serious on a page (WCAG 2.2 AA), or anything went wrong. */
  public void check(Page page) {
    page.waitForLoadState();
    List<String> found =
        new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations()
                .stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact()))
                .map(Chromium::text)
                .toList();
    assertThat(found).as("axe on " + page.url()).isEmpty();
    assertThat(complaints).as("complaints on " + page.url()).isEmpty();
  }

  private static String text(Rule rule) {
    return rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList();
  }

  /** Keeps a picture of the whole page below {@code target}, to be looked at. */
  public static void picture(Page page, String name) {
    page.waitForLoadState();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  /** Closes all windows. */
  @Override
  public void close() {
    browser.contexts().forEach(BrowserContext::close);
  }
}
