package io.akashi.server.internal.page.signin;

/** The templates of this feature, which lie beside it. */
final class Views {
  private Views() {}

  static String of(String name) {
    return "signin/" + name;
  }
}
