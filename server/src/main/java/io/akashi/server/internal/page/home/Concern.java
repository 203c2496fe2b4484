package io.akashi.server.internal.page.home;

/**
 * Something that needs a person today.
 *
 * @param level how urgent it is
 * @param what what is so, in Japanese and English
 * @param next what to do, in Japanese and English
 * @param place where to do it, a path of this server
 */
public record Concern(Level level, String what, String next, String place) {
  /** How urgent; the style of its box has its name. */
  public enum Level {
    /** Evidence is being lost or is not what it was, or somebody may be attacking. */
    TROUBLE,
    /** It has to be done, and nothing is lost yet. */
    NOTE
  }
}
