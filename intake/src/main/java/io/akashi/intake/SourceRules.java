package io.akashi.intake;

import io.akashi.event.SourceId;
import io.akashi.event.syslog.SyslogHeader;
import io.akashi.intake.internal.net.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says who a sender is. The most specific rule whose conditions all hold wins: a certificate before
 * a token, a token before an address (the narrower range first), an address before a host name, a
 * host name before a listener. Nobody's message is refused: without a rule it is from {@link
 * SourceId#UNREGISTERED}. Immutable.
 */
public final class SourceRules {
  private static final Comparator<Candidate> MOST_SPECIFIC_FIRST =
      Comparator.comparing((Candidate c) -> c.rule().certificate() == null)
          .thenComparing(c -> c.rule().token() == null)
          .thenComparingInt(c -> c.peer() == null ? 1 : -c.peer().prefix())
          .thenComparing(c -> c.rule().host() == null)
          .thenComparing(c -> c.rule().listener() == null);

  /** No rules: everything is unregistered. */
  public static final SourceRules NONE = new SourceRules(List.of());

  private final List<Candidate> candidates;

  private record Candidate(SourceRule rule, @Nullable AddressRange peer) {}

  private SourceRules(List<SourceRule> rules) {
    candidates =
        rules.stream()
            .map(r -> new Candidate(r, r.peer() == null ? null : AddressRange.parse(r.peer())))
            .sorted(MOST_SPECIFIC_FIRST)
            .toList();
  }

  /**
   * @throws IntakeConfigurationException when two rules with the same conditions name different
   *     sources
   */
  public static SourceRules of(List<SourceRule> rules) {
    Map<SourceRule, SourceId> seen = new HashMap<>();
    for (SourceRule rule : rules) {
      SourceRule conditions =
          new SourceRule(
              SourceId.UNREGISTERED,
              rule.listener(),
              rule.certificate(),
              rule.token(),
              rule.peer(),
              rule.host());
      SourceId other = seen.putIfAbsent(conditions, rule.source());
      if (other != null && !other.equals(rule.source())) {
        throw new IntakeConfigurationException(
            "同じ条件の規則が送信元「%s」と「%s」の両方を指しています。一方を消してください / two rules with the same conditions name the sources '%s' and '%s'; remove one"
                .formatted(other, rule.source(), other, rule.source()));
      }
    }
    return new SourceRules(rules);
  }

  /**
   * What the rules say about one connection, to be asked once and kept.
   *
   * @param listener name of the listener
   * @param certificate SHA-256 of the client certificate in lower-case hex, or null
   * @param token name of the token shown, or null
   * @param peer address of the sender, or null
   */
  public Resolution resolve(
      String listener,
      @Nullable String certificate,
      @Nullable String token,
      @Nullable InetAddress peer) {
    Map<String, SourceId> byHost = new HashMap<>();
    for (Candidate candidate : candidates) {
      SourceRule rule = candidate.rule();
      boolean holds =
          (rule.listener() == null || rule.listener().equals(listener))
              && (rule.certificate() == null || rule.certificate().equals(certificate))
              && (rule.token() == null || rule.token().equals(token))
              && (candidate.peer() == null || (peer != null && candidate.peer().contains(peer)));
      if (holds && rule.host() == null) {
        return new Resolution(rule.source(), Map.copyOf(byHost));
      }
      if (holds) {
        byHost.putIfAbsent(rule.host(), rule.source());
      }
    }
    return new Resolution(SourceId.UNREGISTERED, Map.copyOf(byHost));
  }

  /** All sources that a rule names, in no order and without repetition. */
  public List<SourceId> sources() {
    return new ArrayList<>(candidates.stream().map(c -> c.rule().source()).distinct().toList());
  }

  /** Who sends on one connection. Immutable. */
  public static final class Resolution {
    private final SourceId otherwise;
    private final Map<String, SourceId> byHost;

    private Resolution(SourceId otherwise, Map<String, SourceId> byHost) {
      this.otherwise = otherwise;
      this.byHost = byHost;
    }

    /** Whether every message has the same source, so that none needs to be looked into. */
    public boolean isConstant() {
      return byHost.isEmpty();
    }

    /** The source of a message; reads its syslog host name only when a rule asks for it. */
    public SourceId of(byte[] payload) {
      if (byHost.isEmpty()) {
        return otherwise;
      }
      String host = SyslogHeader.parse(payload, 0, payload.length).host();
      return host == null
          ? otherwise
          : byHost.getOrDefault(host.toLowerCase(Locale.ROOT), otherwise);
    }
  }
}
