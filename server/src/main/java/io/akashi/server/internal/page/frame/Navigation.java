package io.akashi.server.internal.page.frame;

import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Open;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The places of the main menu in their order. Who sees a place is who may open it: the roles are
 * those of its page.
 */
final class Navigation {
  /**
   * Paths in the order of the menu; the name of a place is the text {@code frame.go.<first part>}.
   */
  private static final List<String> ORDER =
      List.of(
          "/",
          "/search",
          "/review",
          "/inspection",
          "/sources",
          "/integrity",
          "/exports",
          "/settings");

  private final List<Place> places;

  /**
   * One place.
   *
   * @param path where it is
   * @param text key of its name
   * @param roles who may open it
   * @param whole whether only who may see everything
   */
  record Place(String path, String text, Set<Role> roles, boolean whole) {}

  Navigation(RequestMappingHandlerMapping mapping) {
    List<Place> found = new ArrayList<>();
    for (String path : ORDER) {
      mapping
          .getHandlerMethods()
          .forEach((info, method) -> {
            if (isPage(info, path) && !method.hasMethodAnnotation(Open.class)) {
              found.add(new Place(path, name(path), roles(method), isWhole(method)));
            }
          });
    }
    this.places = List.copyOf(found);
  }

  private static boolean isPage(RequestMappingInfo info, String path) {
    return info.getPatternValues().contains(path)
        && info.getMethodsCondition().getMethods().contains(RequestMethod.GET);
  }

  private static Set<Role> roles(HandlerMethod method) {
    Allowed allowed = method.getMethodAnnotation(Allowed.class);
    return allowed == null ? Set.of() : EnumSet.copyOf(List.of(allowed.value()));
  }

  private static boolean isWhole(HandlerMethod method) {
    Allowed allowed = method.getMethodAnnotation(Allowed.class);
    return allowed != null && allowed.whole();
  }

  private static String name(String path) {
    return "frame.go." + (path.equals("/") ? "home" : path.substring(1));
  }

  /** What somebody may open. */
  List<Place> of(Caller caller) {
    return places.stream()
        .filter(place -> place.roles().stream().anyMatch(caller.roles()::contains))
        .filter(place -> !place.whole() || !caller.scope().isNarrow())
        .toList();
  }
}
