package io.akashi.server.internal.house;

import io.akashi.store.Signing;
import io.akashi.store.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says why nothing is signed, once for each reason, and that signing goes on. A refusal of a moment
 * goes unsaid: at each start the anchor has not been asked yet. Used by one thread.
 */
final class SigningWatch {
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private Optional<Instant> refusedSince = Optional.empty();
  private Optional<String> said = Optional.empty();

  /** What a person has to be told at this state, one sentence. */
  Optional<String> look(Status status) {
    return switch (status.signing()) {
      case Signing.Active active -> goesOn();
      case Signing.Refused refused -> refuses(refused.reason(), status.at());
    };
  }

  private Optional<String> goesOn() {
    Optional<String> sentence = said.map(reason -> "署名を再開しました。 / Signing goes on.");
    refusedSince = Optional.empty();
    said = Optional.empty();
    return sentence;
  }

  private Optional<String> refuses(String reason, Instant now) {
    Instant since = refusedSince.orElse(now);
    refusedSince = Optional.of(since);
    if (now.isBefore(since.plus(MOMENT)) || said.equals(Optional.of(reason))) {
      return Optional.empty();
    }
    said = Optional.of(reason);
    return said;
  }
}
