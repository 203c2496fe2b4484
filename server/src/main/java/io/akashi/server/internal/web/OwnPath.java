package io.akashi.server.internal.web;

/** Paths that a form or an address names and a browser is sent to. */
public final class OwnPath {
  private static final int LONGEST = 2_000;
  private static final String FIRST = "/";

  private OwnPath() {}

  /**
   * The path, with its query, if it leads to this server for certain; anything else, which could
   * lead elsewhere, is the first page.
   */
  public static String of(String typed) {
    boolean own =
        typed.startsWith("/")
            && !typed.startsWith("//")
            && typed.length() <= LONGEST
            && typed.chars().noneMatch(c -> c <= ' ' || "\\{}\u007f".indexOf(c) >= 0);
    return own ? typed : FIRST;
  }
}
