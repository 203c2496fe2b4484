package io.akashi.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Role;
import io.akashi.server.internal.signin.SecurityChain;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Page;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** Every endpoint says who may call it, and the manual says the same. */
class EndpointRolesTest {
  private static final Path MANUAL = Path.of("..", "docs", "http-api.md");

  @Test
  void manualListsEveryEndpointWithItsRoles() throws Exception {
    List<String> listed =
        Files.readAllLines(MANUAL).stream()
            .filter(line -> line.matches("\\| `(GET|POST) .*"))
            .toList();
    List<String> declared =
        House.ENDPOINTS.stream()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class))
            .map(EndpointRolesTest::row)
            .toList();

    assertThat(declared).containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void onlyTheAuditorSeesEntries() {
    List<String> seeing =
        House.ENDPOINTS.stream()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class))
            .map(EndpointRolesTest::row)
            .filter(row ->
                row.matches(
                    ".*(events|entries|proofs|tile/0|GET /fhir/Aud|/search|/timelines"
                        + "|GET /patients|GET /users|GET /terminals|GET /systems).*"))
            .toList();

    assertThat(seeing).hasSize(27).allMatch(row -> row.endsWith("| auditor |"));
  }

  @Test
  void noPageLiesWhereFormsCarryNoToken() {
    List<String> pages =
        House.ENDPOINTS.stream()
            .filter(type -> type.isAnnotationPresent(Page.class))
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class))
            .filter(Objects::nonNull)
            .flatMap(mapping -> Arrays.stream(mapping.path()))
            .toList();

    assertThat(pages)
        .hasSizeGreaterThan(20)
        .noneMatch(path -> SecurityChain.PROGRAMS.stream().anyMatch(path::startsWith));
  }

  private static String row(Method method) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    return "| `%s %s` | %s |"
        .formatted(mapping.method()[0], String.join(" ", mapping.path()), roles(method));
  }

  private static String roles(Method method) {
    if (method.isAnnotationPresent(Open.class)) {
      return "open";
    }
    Allowed allowed = method.getAnnotation(Allowed.class);
    assertThat(allowed).as("@Allowed or @Open on " + method).isNotNull();
    return Arrays.stream(allowed.value()).map(Role::id).collect(Collectors.joining(", "))
        + (allowed.whole() ? " (whole)" : "");
  }
}
