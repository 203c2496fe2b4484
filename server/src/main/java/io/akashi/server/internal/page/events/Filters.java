package io.akashi.server.internal.page.events;

import io.akashi.server.internal.endpoint.EventsQuery;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.Book;
import io.akashi.store.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a page as they stand in its address: what was typed, whether it means anything
 * or not, and the query it means. Names are those of {@code akashi search}. Immutable.
 */
public final class Filters {
  /** What a field for a time holds: HTML's local date and time. */
  static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  /** The value of {@code book} that asks for all of them, Akashi's own too. */
  public static final String ALL_BOOKS = "all";

  private static final String PAGE = "page";
  private static final String BOOK = "book";

  /** What the hospital's systems sent; the others are Akashi's own doings, registers and roots. */
  private static final Set<Book> RECEIVED = Set.of(Book.CLINICAL, Book.INFRASTRUCTURE);

  /** Who says where to look, or asks for looks, gets what lies there, whosever it is. */
  private static final List<String> PLACES = List.of(BOOK, "source", "system", "with-looks");

  /** Rows of a page, where the address asks for no other number. */
  private static final String ROWS = "50";

  private final Map<String, String[]> typed;
  private final Set<String> own;
  private final ZoneId zone;

  private Filters(Map<String, String[]> typed, Set<String> own, ZoneId zone) {
    this.typed = typed;
    this.own = own;
    this.zone = zone;
  }

  /**
   * The conditions of a request.
   *
   * @param own names of parameters that are the page's own: they stay in addresses and are no
   *     conditions
   * @throws Problem when the address cannot be read
   */
  public static Filters of(HttpServletRequest request, ZoneId zone, Set<String> own) {
    Map<String, String[]> typed = new LinkedHashMap<>();
    EventsQuery.parameters(request)
        .forEach((name, values) -> {
          boolean said = Arrays.stream(values).anyMatch(value -> !value.isBlank());
          if (said && !name.equals("_csrf")) {
            typed.put(name, values.clone());
          }
        });
    return new Filters(typed, own, zone);
  }

  /**
   * The conditions of an address that was written down.
   *
   * @param text as {@link #text} gives it
   */
  public static Filters of(String text, ZoneId zone, Set<String> own) {
    Map<String, List<String>> typed = new LinkedHashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      String[] words = pair.split("=", 2);
      typed
          .computeIfAbsent(decode(words[0]), name -> new ArrayList<>())
          .add(words.length < 2 ? "" : decode(words[1]));
    }
    Map<String, String[]> all = new LinkedHashMap<>();
    typed.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
    return new Filters(all, own, zone);
  }

  /** No conditions. */
  public static Filters none(ZoneId zone) {
    return new Filters(Map.of(), Set.of(), zone);
  }

  /**
   * The query of these conditions: of what the systems of the hospital sent, unless they say where
   * to look.
   *
   * @throws Problem or QueryException when they mean nothing; the sentence says why
   */
  public Query query() {
    Map<String, String[]> meant = new LinkedHashMap<>();
    typed.forEach((name, values) -> {
      if (!own.contains(name) && !(name.equals(BOOK) && is(BOOK, ALL_BOOKS))) {
        meant.put(
            name, Arrays.stream(values).map(value -> meant(name, value)).toArray(String[]::new));
      }
    });
    meant.putIfAbsent("limit", new String[] {ROWS});
    Query query = EventsQuery.of(meant, zone);
    return leavesOwnOut() ? query.of(RECEIVED) : query;
  }

  /** Whether Akashi's own entries are left out, for nobody asked for them. */
  public boolean leavesOwnOut() {
    return PLACES.stream().noneMatch(this::has);
  }

  /** A day without a time ends with it; times may be written as people write them. */
  private static String meant(String name, String value) {
    String text = value.strip();
    if (!name.equals("from") && !name.equals("to")) {
      return text;
    }
    try {
      return name.equals("to") && text.length() == "2026-11-22".length()
          ? LocalDate.parse(text).plusDays(1).toString()
          : text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
    } catch (DateTimeException e) {
      return text; // what it is not is said where it is read
    }
  }

  /** What was typed, or the empty text. */
  public String value(String name) {
    String[] values = typed.get(name);
    return values == null ? "" : values[0];
  }

  /** All values of a parameter that may stand more than once. */
  public List<String> values(String name) {
    return List.of(typed.getOrDefault(name, new String[0]));
  }

  public boolean has(String name) {
    return typed.containsKey(name);
  }

  /** Whether any of these was given. */
  public boolean hasAny(String... names) {
    return Arrays.stream(names).anyMatch(this::has);
  }

  /** Whether that is one of the conditions. */
  public boolean is(String name, String value) {
    return value(name).equals(value);
  }

  /** The value of a field for a time: what was typed, as HTML wants it. */
  public String time(String name) {
    String text = meant(name, value(name));
    if (text.isEmpty()) {
      return text;
    }
    try {
      if (text.length() == "2026-11-22".length()) {
        return LocalDate.parse(text).atStartOfDay().format(LOCAL);
      }
      return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? local(Instant.parse(text), zone)
          : LocalDateTime.parse(text).format(LOCAL);
    } catch (DateTimeException e) {
      return text;
    }
  }

  /** A moment as {@link #time} writes it. */
  public static String local(Instant moment, ZoneId zone) {
    return moment.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS).format(LOCAL);
  }

  /** The same with one condition more or changed, from the first page. */
  public Filters with(String name, @Nullable String value) {
    Map<String, String[]> changed = new LinkedHashMap<>(typed);
    changed.remove(PAGE);
    if (value == null || value.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, new String[] {value});
    }
    return new Filters(changed, own, zone);
  }

  /** The same without one condition, from the first page. */
  public Filters without(String name) {
    return with(name, null);
  }

  /** The same for another page. */
  public Filters onPage(String token) {
    Map<String, String[]> changed = new LinkedHashMap<>(typed);
    changed.put(PAGE, new String[] {token});
    return new Filters(changed, own, zone);
  }

  /** Names and values for the hidden fields of a form, or to be listed. */
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    typed.forEach((name, values) -> all.put(name, values[0]));
    return all;
  }

  public boolean isEmpty() {
    return typed.isEmpty();
  }

  /** Address of a page with these conditions. */
  public String at(String path) {
    String conditions = text();
    return conditions.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + conditions;
  }

  /** The part of an address behind the question mark. */
  public String text() {
    List<String> pairs = new ArrayList<>();
    typed.forEach((name, values) -> {
      for (String value : values) {
        pairs.add(encode(name) + "=" + encode(value));
      }
    });
    return String.join("&", pairs);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
