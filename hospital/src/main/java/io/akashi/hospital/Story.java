package io.akashi.hospital;

import java.util.List;
import java.util.Map;

/**
 * Something planted that a person can find.
 *
 * @param id stable name
 * @param ja one Japanese sentence: what happened
 * @param en the same in English
 * @param searches what finds it, the best first; at least one
 */
public record Story(String id, String ja, String en, List<Search> searches) {
  public Story {
    searches = List.copyOf(searches);
  }

  /**
   * A search, in the parameters of {@code GET /api/v1/events}.
   *
   * @param conditions name and value, in order; {@code from} and, exclusive, {@code to} as times in
   *     the hospital's zone
   * @param events how many events of the story it finds; routine may add some
   */
  public record Search(Map<String, String> conditions, int events) {}
}
