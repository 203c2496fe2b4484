package io.akashi.cli.internal.demo;

import io.akashi.hospital.Story;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Tells which stories lie in the log and which pages show them. */
public final class StoryGuide {
  private StoryGuide() {}

  /**
   * Prints each story with the page that finds it.
   *
   * @param url of the server, without a slash at its end
   */
  public static void print(List<Story> stories, String url, PrintStream out) {
    out.println();
    out.println("── 探してみる / stories to find");
    for (int i = 0; i < stories.size(); i++) {
      Story story = stories.get(i);
      out.printf("%2d. %s%n    %s%n", i + 1, story.ja(), story.en());
      for (Story.Search search : story.searches()) {
        out.printf("    %s/search?%s%n", url, parameters(search));
      }
    }
  }

  /** The conditions of a search as the parameters of a page. */
  static String parameters(Story.Search search) {
    return search.conditions().entrySet().stream()
        .map(each ->
            each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
