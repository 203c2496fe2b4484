package io.akashi.evidence.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.evidence.Answer;
import io.akashi.reconcile.Case;
import io.akashi.reconcile.Ends;
import io.akashi.reconcile.Outcome;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest of an answer: SHA-256 over its lines, each a name, a space, a value and LF
 * (docs/formats/answer.md).
 */
public final class AnswerDigest {
  private final StringBuilder lines = new StringBuilder();

  private AnswerDigest() {}

  /** Over everything but when it was computed. */
  static String of(Answer answer) {
    Ends ends = answer.ends();
    AnswerDigest digest = new AnswerDigest();
    digest.line("clinical", ends.clinical());
    digest.line("infrastructure", ends.infrastructure());
    digest.line("register", ends.register());
    return digest.substance(answer);
  }

  /** Over what it says, however much was received meanwhile: whether it is worth writing down. */
  public static String ofSubstance(Answer answer) {
    return new AnswerDigest().substance(answer);
  }

  private String substance(Answer answer) {
    line("duty", answer.duty().edition() + " " + answer.duty().id());
    line("day", answer.day());
    line("state", answer.state().id());
    answer.reasons().forEach(reason -> line("reason", reason));
    for (Outcome outcome : answer.outcomes()) {
      line("comparison", outcome.comparison().label() + " " + outcome.comparison().digest());
      line("population", outcome.population());
      outcome.findings().forEach(finding -> line("finding", finding.id() + " " + finding.ja()));
      outcome.unknown().forEach(unknown -> line("unknown", unknown));
      outcome.missing().forEach(missing -> line("missing", missing));
    }
    for (Case each : answer.cases()) {
      line("case", "%s %s %s".formatted(each.finding().id(), each.isOpen(answer.day()), each.by()));
    }
    answer.limits().forEach(limit -> line("limit", limit));
    return sha256();
  }

  private void line(String name, Object value) {
    lines.append(name).append(' ').append(value.toString().replace('\n', ' ')).append('\n');
  }

  private String sha256() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(lines.toString().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
