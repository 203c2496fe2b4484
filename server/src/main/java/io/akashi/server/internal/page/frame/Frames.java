package io.akashi.server.internal.page.frame;

import io.akashi.server.account.Person;
import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Makes the frame of a request. Safe for use by many threads. */
public final class Frames {
  private final ZoneId zone;
  private final Assets assets;
  private final ObjectProvider<RequestMappingHandlerMapping> mapping;
  private volatile Optional<Navigation> navigation = Optional.empty();

  Frames(ZoneId zone, Assets assets, ObjectProvider<RequestMappingHandlerMapping> mapping) {
    this.zone = zone;
    this.assets = assets;
    this.mapping = mapping;
  }

  /** The frame of a request, whoever asks. */
  public Frame of(HttpServletRequest request) {
    Display display = Display.of(request);
    Optional<Caller> caller = Caller.asking(request);
    String query = request.getQueryString();
    String path = request.getRequestURI();
    return new Frame(
        display,
        new Times(zone, display),
        caller.map(each -> each.person().map(Person::name).orElse(each.name())).orElse(null),
        caller.map(each -> names(each.roles(), display)).orElse(""),
        caller.map(each -> navigation().of(each)).orElse(List.of()),
        path,
        query == null ? path : path + "?" + query,
        assets);
  }

  private static String names(Set<Role> roles, Display display) {
    return roles.stream()
        .map(role -> display.isJapanese() ? role.japanese() : role.id())
        .collect(Collectors.joining(display.isJapanese() ? "・" : ", "));
  }

  // The handlers are known only once all of them are made.
  private Navigation navigation() {
    Optional<Navigation> known = navigation;
    if (known.isEmpty()) {
      known = Optional.of(new Navigation(mapping.getObject()));
      navigation = known;
    }
    return known.get();
  }
}
