package io.akashi.server.internal.page.frame;

import io.akashi.event.sentence.BothLanguages;
import io.akashi.event.sentence.Language;
import io.akashi.store.Book;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page; templates know it as {@code frame}.
 *
 * @param display how the person wants it
 * @param times writes times for the person
 * @param user name of the person, or null before signing in
 * @param roles names of the person's roles in the language of the page
 * @param places the menu
 * @param path path of this request
 * @param back path and query of this request, to come back to
 * @param assets finds styles and scripts
 */
public record Frame(
    Display display,
    Times times,
    @Nullable String user,
    String roles,
    List<Navigation.Place> places,
    String path,
    String back,
    Assets assets) {
  private static final Pattern SMALL = Pattern.compile("[a-z]+[ ,;:]");

  /** Topics of help by the first part of a path. */
  private static final Map<String, String> HELP =
      Map.ofEntries(
          Map.entry("home", "home"),
          Map.entry("search", "search"),
          Map.entry("entries", "entry"),
          Map.entry("patients", "patients"),
          Map.entry("users", "patients"),
          Map.entry("terminals", "patients"),
          Map.entry("systems", "patients"),
          Map.entry("review", "review"),
          Map.entry("inspection", "inspection"),
          Map.entry("sources", "sources"),
          Map.entry("integrity", "integrity"),
          Map.entry("exports", "exports"),
          Map.entry("settings", "settings"),
          Map.entry("account", "signin"),
          Map.entry("login", "signin"));

  /**
   * Address of a style or script, {@code <feature>/<file>}, {@code htmx.js} or {@code echarts.js}.
   */
  public String asset(String name) {
    return assets.address(name);
  }

  /** Whether this page lies below a place of the menu. */
  public boolean isIn(String place) {
    return place.equals("/")
        ? path.equals("/")
        : path.equals(place) || path.startsWith(place + "/");
  }

  /** Whether the menu leads the person to a path, or to what lies below it. */
  public boolean leadsTo(String where) {
    String plain = where.replaceFirst("[?#].*", "");
    return places.stream()
        .map(Navigation.Place::path)
        .anyMatch(
            place -> plain.equals(place) || (!place.equals("/") && plain.startsWith(place + "/")));
  }

  /** Where the help for this page stands. */
  public String help() {
    String[] parts = path.split("/", 3);
    String first = parts.length < 2 || parts[1].isEmpty() ? "home" : parts[1];
    return "/help/" + HELP.getOrDefault(first, "home");
  }

  /** The name of a book in the language of the page. */
  public String name(Book book) {
    return say(book.japanese(), book.english());
  }

  /** One of two texts, by the language of the page. */
  public String say(String japanese, String english) {
    return display.language() == Language.JAPANESE ? japanese : english;
  }

  /**
   * The half of a sentence that is in the language of the page: sentences of the rooms below have
   * both, as {@code 日本語。 / English}. A sentence in one language stays as it is. On a page an
   * English one begins with a capital letter, which those of programs do not.
   */
  public String say(@Nullable String both) {
    String said = both == null ? "" : BothLanguages.half(both, display.language());
    boolean word = SMALL.matcher(said).lookingAt() && !said.equals(both);
    return word ? Character.toUpperCase(said.charAt(0)) + said.substring(1) : said;
  }
}
