package io.akashi.server;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Charsets;
import io.akashi.event.Decoder;
import io.akashi.event.Decoders;
import io.akashi.event.NearestName;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.auto.AutoDecoder;
import io.akashi.intake.IntakeConfigurationException;
import io.akashi.intake.SourceRule;
import io.akashi.intake.SourceRules;
import io.akashi.server.config.Configuration;
import io.akashi.server.config.Sha256;
import io.akashi.server.config.SourceSettings;
import io.akashi.server.internal.house.StartChecks;
import io.akashi.store.Book;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the house knows of its senders: which book a source writes to, and how its messages are
 * read. Immutable, safe for use by many threads.
 *
 * <p>An entry may say itself how it is to be read, by the header keys below; an import does, so
 * that a later rebuild reads it in the same way.
 */
public final class Sources {
  /** Header key: name of the decoder. */
  public static final String KEY_FORMAT = "format";

  /** Header key: name of the mapping. */
  public static final String KEY_MAPPING = "mapping";

  /** Header key: charset of the payload. */
  public static final String KEY_CHARSET = "charset";

  /** Header key: zone of times without an offset. */
  public static final String KEY_ZONE = "zone";

  private static final Book OTHERWISE = Book.INFRASTRUCTURE;

  private final ZoneId zone;
  private final Decoders decoders;
  private final SourceRules rules;
  private final Map<SourceId, Book> books = new HashMap<>();
  private final Map<SourceId, SourceProfile> profiles = new HashMap<>();

  private Sources(Configuration configuration, Decoders decoders) throws StartException {
    this.zone = configuration.zone();
    this.decoders = decoders;
    List<SourceRule> all = new ArrayList<>();
    StartChecks checks = new StartChecks();
    for (Map.Entry<String, SourceSettings> entry :
        new TreeMap<>(configuration.sources()).entrySet()) {
      SourceId id = new SourceId(entry.getKey());
      SourceSettings settings = entry.getValue();
      books.put(id, settings.book());
      checks.unless(() -> check(profile(id, settings))).ifPresent(p -> profiles.put(id, p));
      checks.unless(() -> rules(id, settings.match())).ifPresent(all::addAll);
    }
    checks.raise();
    this.rules = SourceRules.of(all);
  }

  /**
   * The senders of a configuration.
   *
   * @throws StartException when a source names an unknown format, or two claim the same messages
   */
  public static Sources of(Configuration configuration, Decoders decoders) throws StartException {
    try {
      return new Sources(configuration, decoders);
    } catch (IntakeConfigurationException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private SourceProfile check(SourceProfile profile) throws StartException {
    String format = profile.format();
    Decoder decoder = decoders.find(format).orElse(null);
    if (decoder == null) {
      throw new StartException(
          ("akashi.sources.%1$s.format の %2$s はありません。使えるのは %3$s です。 / akashi.sources.%1$s.format = %2$s is"
                  + " unknown%4$s; use one of %3$s")
              .formatted(
                  profile.id(),
                  format,
                  decoders.names(),
                  NearestName.of(format, decoders.names())
                      .map(name -> "; did you mean %s?".formatted(name))
                      .orElse("")));
    }
    Optional<String> problem = decoder.problem(profile);
    if (problem.isPresent()) {
      throw new StartException(
          "akashi.sources.%s.mapping: %s".formatted(profile.id(), problem.get()));
    }
    return profile;
  }

  /** The sources that the configuration names, in the order of their ids. */
  public List<SourceId> configured() {
    return books.keySet().stream().sorted(Comparator.comparing(SourceId::value)).toList();
  }

  /** Whether the configuration names this source, and so its book. */
  public boolean isConfigured(SourceId source) {
    return books.containsKey(source);
  }

  /** The book of a source; {@code infrastructure} when nobody named the source. */
  public Book book(SourceId source) {
    return source.equals(SourceId.AKASHI) ? Book.HOUSE : books.getOrDefault(source, OTHERWISE);
  }

  /** How messages of a source are read, named or not. */
  public SourceProfile profile(SourceId source) {
    SourceProfile known = profiles.get(source);
    return known != null
        ? known
        : new SourceProfile(source, AutoDecoder.NAME, null, null, zone, null, null);
  }

  /** The events of an entry, read as its header keys say, and else as its source's profile. */
  public List<AuditEvent> decode(Arrival arrival) {
    SourceProfile profile = profile(arrival.source());
    Map<String, String> keys = arrival.keys();
    if (!keys.isEmpty()) {
      profile =
          new SourceProfile(
              profile.id(),
              keys.getOrDefault(KEY_FORMAT, profile.format()),
              or(keys.get(KEY_MAPPING), profile.mapping()),
              or(keys.get(KEY_CHARSET), profile.charset()),
              zone(keys.get(KEY_ZONE), profile.zone()),
              profile.system(),
              profile.asset());
    }
    return decoders.decode(arrival, profile);
  }

  /**
   * Whether entries that say it themselves are read with that mapping: an entry with the name of
   * another is kept, and nobody can read it.
   *
   * @param format name of a decoder
   */
  public boolean reads(String format, String mapping) {
    SourceProfile profile =
        new SourceProfile(SourceId.UNREGISTERED, format, mapping, null, zone, null, null);
    return decoders.find(format).filter(it -> it.problem(profile).isEmpty()).isPresent();
  }

  /** In which charset a source writes, or empty when nobody said. */
  public Optional<Charset> charset(String source) {
    return Optional.ofNullable(profiles.get(new SourceId(source)))
        .map(SourceProfile::charset)
        .map(Charsets::of);
  }

  /** Which messages come from which source. */
  public SourceRules rules() {
    return rules;
  }

  /** Names of the formats that can be read. */
  public Set<String> formats() {
    return decoders.names();
  }

  private SourceProfile profile(SourceId id, SourceSettings settings) {
    return new SourceProfile(
        id,
        settings.format(),
        settings.mapping().orElse(null),
        settings.charset().map(Charset::name).orElse(null),
        settings.zone().orElse(zone),
        settings.system().orElse(null),
        settings.asset().orElse(null));
  }

  /** One rule for each combination of the values; a source without conditions has no rule. */
  private static List<SourceRule> rules(SourceId id, SourceSettings.Match match)
      throws StartException {
    List<SourceRule> rules = List.of(SourceRule.to(id));
    try {
      rules = with(rules, match.listener(), SourceRule::withListener);
      rules =
          with(
              rules,
              match.certificate().stream().map(Sha256::hex).toList(),
              SourceRule::withCertificate);
      rules = with(rules, match.peer(), SourceRule::withPeer);
      rules = with(rules, match.host(), SourceRule::withHost);
    } catch (IntakeConfigurationException e) {
      throw new StartException("akashi.sources.%s.match: %s".formatted(id, e.getMessage()), e);
    }
    return rules.equals(List.of(SourceRule.to(id))) ? List.of() : rules;
  }

  private static List<SourceRule> with(
      List<SourceRule> rules,
      List<String> values,
      BiFunction<SourceRule, String, SourceRule> condition) {
    if (values.isEmpty()) {
      return rules;
    }
    return rules.stream()
        .flatMap(rule -> values.stream().map(value -> condition.apply(rule, value)))
        .toList();
  }

  private static @Nullable String or(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }

  private static ZoneId zone(@Nullable String name, ZoneId otherwise) {
    if (name == null) {
      return otherwise;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return otherwise; // an entry of another release; its time quality tells which zone was used
    }
  }
}
