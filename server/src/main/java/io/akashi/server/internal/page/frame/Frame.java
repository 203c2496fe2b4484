package io.akashi.server.internal.page.frame;

import io.akashi.event.sentence.Language;
import java.util.List;
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

  /** One of two texts, by the language of the page. */
  public String say(String japanese, String english) {
    return display.language() == Language.JAPANESE ? japanese : english;
  }

  /**
   * The half of a sentence that is in the language of the page: sentences of the rooms below have
   * both, as {@code 日本語。 / English}. A sentence in one language stays as it is.
   */
  public String say(@Nullable String both) {
    return both == null ? "" : Sentences.half(both, display.language());
  }
}
