package io.akashi.event.windows;

import io.akashi.event.Outcome;
import io.akashi.event.windows.Condition.Numbers;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the outcome of an event is found. */
sealed interface OutcomeRule {
  /** The outcome, or null when the event does not speak of one. */
  @Nullable Outcome of(WindowsEvent event);

  /** Always the same; null is nothing said. */
  record Fixed(@Nullable Outcome outcome) implements OutcomeRule {
    @Override
    public @Nullable Outcome of(WindowsEvent event) {
      return outcome;
    }
  }

  /** By the keywords of the Security log: bit 53 is an audited success, bit 52 a failure. */
  record Audited() implements OutcomeRule {
    private static final long SUCCESS = 0x0020_0000_0000_0000L;
    private static final long FAILURE = 0x0010_0000_0000_0000L;
    private static final Set<String> SUCCESS_WORDS =
        Set.of("audit success", "audit_success", "successaudit", "成功の監査");
    private static final Set<String> FAILURE_WORDS =
        Set.of("audit failure", "audit_failure", "failureaudit", "失敗の監査");

    @Override
    public @Nullable Outcome of(WindowsEvent event) {
      Outcome said = byKeywords(event.system(WindowsEvent.KEYWORDS));
      if (said == null) {
        said = byKeywords(event.system("RenderingInfo_Keyword"));
      }
      return said == null ? byKeywords(event.system("EventType")) : said;
    }

    private static @Nullable Outcome byKeywords(@Nullable String keywords) {
      if (keywords == null) {
        return null;
      }
      Long bits = Numbers.parse(keywords);
      String words = keywords.strip().toLowerCase(Locale.ROOT);
      if (bits == null ? FAILURE_WORDS.contains(words) : (bits & FAILURE) != 0) {
        return Outcome.SERIOUS;
      }
      boolean success = bits == null ? SUCCESS_WORDS.contains(words) : (bits & SUCCESS) != 0;
      return success ? Outcome.SUCCESS : null;
    }
  }

  /** By a code: zero is success, anything else that is said is not. */
  record ByCode(String name) implements OutcomeRule {
    @Override
    public @Nullable Outcome of(WindowsEvent event) {
      String code = event.value(name);
      if (code == null || code.isBlank() || code.equals("-")) {
        return null;
      }
      Long value = Numbers.parse(code.strip());
      if (value == null) {
        return Outcome.UNKNOWN;
      }
      return value == 0 ? Outcome.SUCCESS : Outcome.SERIOUS;
    }
  }

  /**
   * Reads {@code audit}, {@code code:Name}, {@code -} or an outcome's name.
   *
   * @throws IllegalArgumentException when it is none
   */
  static OutcomeRule parse(String text) {
    if (text.equals("audit")) {
      return new Audited();
    }
    if (text.startsWith("code:")) {
      return new ByCode(text.substring("code:".length()));
    }
    if (text.equals("-")) {
      return new Fixed(null);
    }
    return new Fixed(
        Outcome.of(text)
            .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no outcome")));
  }
}
