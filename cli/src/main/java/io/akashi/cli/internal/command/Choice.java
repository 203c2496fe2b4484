package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.event.NearestName;
import java.util.Collection;
import java.util.Optional;

/** What to say when a value is none of a closed list. */
final class Choice {
  private static final int FEW = 12;

  private Choice() {}

  /** The refusal of a value, with the nearest of those that can be had, or all of them. */
  static CannotException unknown(String option, String typed, Collection<String> choices) {
    Optional<String> nearest = NearestName.of(typed, choices);
    String sentence =
        "%1$s に %2$s は使えません%3$s / %1$s cannot be %2$s%4$s"
            .formatted(
                option, typed, asked(nearest, "。もしかして: %s"), asked(nearest, ": did you mean %s?"));
    return new CannotException(
        nearest.isPresent() && choices.size() > FEW
            ? sentence
            : sentence + " (" + String.join(", ", choices.stream().sorted().toList()) + ")");
  }

  private static String asked(Optional<String> nearest, String question) {
    return nearest.map(question::formatted).orElse("");
  }
}
