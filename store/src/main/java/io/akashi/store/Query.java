package io.akashi.store;

import io.akashi.event.Column;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to search for. All conditions hold together; a condition that is null or absent does not
 * restrict. Values are compared exactly as the columns hold them. Immutable.
 *
 * @param from first {@code occurred_at} wanted
 * @param to end of the time range: the first {@code occurred_at} not wanted
 * @param book the only book to look into
 * @param equal columns and the value they must have, of {@link #FILTERS} only
 * @param object value that {@code object_id} or {@code object_name} must have
 * @param text characters that must stand somewhere in the payload as it was received, at least two
 * @param anyForm whether width, kind of kana and case of the text make no difference
 * @param sort column to order by, one of {@link #SORTS}; events without a value come last
 * @param descending largest value first
 * @param limit most rows of a page, 1 to {@value #MAX_LIMIT}
 * @param withLooks whether looks at the log ({@link Look}) are wanted too; else a query that says
 *     neither book, source nor system finds everything but them
 * @param scope what may be found at all ({@link #of}); the store narrows it to that of the {@link
 *     Look}
 * @param page token of the page wanted, from {@link Page#next} of the same query, or null for the
 *     first
 */
public record Query(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String book,
    Map<Column, String> equal,
    @Nullable String object,
    @Nullable String text,
    boolean anyForm,
    Column sort,
    boolean descending,
    int limit,
    boolean withLooks,
    Scope scope,
    @Nullable String page) {

  public static final int MAX_LIMIT = 10_000;

  public static final int DEFAULT_LIMIT = 100;

  /** Columns that can be asked for a value. */
  public static final Set<Column> FILTERS =
      Set.of(
          Column.USER_ID,
          Column.PATIENT_ID,
          Column.TERMINAL,
          Column.ADDRESS,
          Column.SYSTEM,
          Column.ASSET,
          Column.SOURCE,
          Column.KIND,
          Column.CATEGORY,
          Column.OUTCOME);

  /** Columns that can order the answer. */
  public static final Set<Column> SORTS =
      Set.of(
          Column.OCCURRED_AT,
          Column.RECEIVED_AT,
          Column.OBJECT_CREATED_AT,
          Column.USER_ID,
          Column.PATIENT_ID,
          Column.ASSET,
          Column.SOURCE,
          Column.INDEX);

  private static final int MAX_VALUE_LENGTH = 4096;
  // 500 characters of four bytes, a little beside them, in Base64.
  private static final int MAX_PAGE_LENGTH = 4096;

  /**
   * @throws QueryException with reason {@code INVALID} when a rule above is broken; the message
   *     names it
   */
  public Query {
    EnumMap<Column, String> values = new EnumMap<>(Column.class);
    values.putAll(equal);
    equal = Collections.unmodifiableMap(values);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw invalid(
          "件数は1から%d までです / limit must be 1 to %d, not %d".formatted(MAX_LIMIT, MAX_LIMIT, limit));
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw invalid("終了は開始より後にしてください / the end %s is not after the start %s".formatted(to, from));
    }
    if (!SORTS.contains(sort)) {
      throw invalid(
          "並べ替えできない項目です / cannot sort by %s, only by %s".formatted(sort.id(), names(SORTS)));
    }
    if (!FILTERS.containsAll(equal.keySet())) {
      throw invalid("条件にできない項目があります / only these can be asked for: %s".formatted(names(FILTERS)));
    }
    if (text != null && text.codePointCount(0, text.length()) < 2) {
      throw invalid("検索語は2文字以上にしてください / a search text needs at least two characters");
    }
    if (anyForm && text == null) {
      throw invalid("表記ゆれの指定には検索語が要ります / any form of what? It needs a search text");
    }
    for (String value : equal.values()) {
      checkLength(value);
    }
    checkLength(object);
    checkLength(text);
    if (page != null && page.length() > MAX_PAGE_LENGTH) {
      throw invalid(
          "ページの続きを示す値が長すぎます。最初から検索してください / the page token is too long to be one of Akashi's; start"
              + " from the first page");
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The same question for another page. */
  public Query withPage(@Nullable String token) {
    return again().page(token).build();
  }

  /** The first rows of the same question in another order. */
  public Query ordered(Column by, boolean largestFirst, int most) {
    return again().sort(by).descending(largestFirst).limit(most).page(null).build();
  }

  /** The same question of another time range; null does not restrict. */
  public Query within(@Nullable Instant earliest, @Nullable Instant latest) {
    return again().from(earliest).to(latest).build();
  }

  /** The same question of these books alone, by who may see any of them; else of what they may. */
  public Query of(Set<Book> books) {
    return again().scope(new Scope(books, scope.systems())).build();
  }

  private Builder again() {
    Builder builder = new Builder();
    builder.equal.putAll(equal);
    return builder
        .from(from)
        .to(to)
        .book(book)
        .object(object)
        .text(text)
        .anyForm(anyForm)
        .sort(sort)
        .descending(descending)
        .limit(limit)
        .withLooks(withLooks)
        .scope(scope)
        .page(page);
  }

  /** The books asked for that may be seen; all that may be seen when none of them may. */
  private Set<Book> books(Set<Book> seen) {
    if (seen.isEmpty()) {
      return scope.books();
    }
    Set<Book> both =
        seen.stream().filter(scope.books()::contains).collect(Collectors.toUnmodifiableSet());
    return both.isEmpty() ? seen : both;
  }

  /**
   * The same question of somebody who may see only this. Where one system decides it is a condition
   * like any other, and as fast.
   */
  public Query seenBy(Scope seen) {
    Builder builder = again();
    Set<String> systems = seen.systems();
    if (systems.size() == 1) {
      builder.equal.putIfAbsent(Column.SYSTEM, systems.iterator().next());
    }
    if (systems.contains(builder.equal.getOrDefault(Column.SYSTEM, ""))) {
      systems = Set.of();
    }
    return builder.scope(new Scope(books(seen.books()), systems)).build();
  }

  /**
   * Whether looks are left out: asking for a patient writes an entry with that patient, which is no
   * answer to the next one who asks. Who says where to look finds them, and who asks for them.
   */
  public boolean leavesLooksOut() {
    return !withLooks
        && book == null
        && !equal.containsKey(Column.SOURCE)
        && !equal.containsKey(Column.SYSTEM);
  }

  private static void checkLength(@Nullable String value) {
    if (value != null && (value.isEmpty() || value.length() > MAX_VALUE_LENGTH)) {
      throw invalid(
          "検索条件は1から%d 文字までです / a value to search for has 1 to %d characters"
              .formatted(MAX_VALUE_LENGTH, MAX_VALUE_LENGTH));
    }
  }

  private static String names(Set<Column> columns) {
    return columns.stream().map(Column::id).sorted().toList().toString();
  }

  private static QueryException invalid(String message) {
    return new QueryException(QueryException.Reason.INVALID, message);
  }

  /** Collects conditions; null takes one back. Newest first, 100 rows, unless said otherwise. */
  public static final class Builder {
    private final Map<Column, String> equal = new EnumMap<>(Column.class);
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable String book;
    private @Nullable String object;
    private @Nullable String text;
    private boolean anyForm;
    private Column sort = Column.OCCURRED_AT;
    private boolean descending = true;
    private int limit = DEFAULT_LIMIT;
    private boolean withLooks;
    private Scope scope = Scope.ALL;
    private @Nullable String page;

    private Builder() {}

    private Builder scope(Scope value) {
      this.scope = value;
      return this;
    }

    public Builder from(@Nullable Instant value) {
      this.from = value;
      return this;
    }

    public Builder to(@Nullable Instant value) {
      this.to = value;
      return this;
    }

    public Builder book(@Nullable String value) {
      this.book = value;
      return this;
    }

    /** Asks for events whose column, one of {@link Query#FILTERS}, has that value. */
    public Builder where(Column column, @Nullable String value) {
      if (value == null) {
        equal.remove(column);
      } else {
        equal.put(column, value);
      }
      return this;
    }

    public Builder user(@Nullable String value) {
      return where(Column.USER_ID, value);
    }

    public Builder patient(@Nullable String value) {
      return where(Column.PATIENT_ID, value);
    }

    public Builder terminal(@Nullable String value) {
      return where(Column.TERMINAL, value);
    }

    public Builder address(@Nullable String value) {
      return where(Column.ADDRESS, value);
    }

    public Builder system(@Nullable String value) {
      return where(Column.SYSTEM, value);
    }

    public Builder asset(@Nullable String value) {
      return where(Column.ASSET, value);
    }

    public Builder source(@Nullable String value) {
      return where(Column.SOURCE, value);
    }

    public Builder kind(@Nullable String value) {
      return where(Column.KIND, value);
    }

    public Builder category(@Nullable String value) {
      return where(Column.CATEGORY, value);
    }

    public Builder outcome(@Nullable String value) {
      return where(Column.OUTCOME, value);
    }

    public Builder object(@Nullable String value) {
      this.object = value;
      return this;
    }

    public Builder text(@Nullable String value) {
      this.text = value;
      return this;
    }

    /** Whether the text is looked for in every form: ﾔﾏﾀﾞ, やまだ and ヤマダ are the same. */
    public Builder anyForm(boolean value) {
      this.anyForm = value;
      return this;
    }

    public Builder sort(Column value) {
      this.sort = value;
      return this;
    }

    public Builder descending(boolean value) {
      this.descending = value;
      return this;
    }

    public Builder limit(int value) {
      this.limit = value;
      return this;
    }

    public Builder withLooks(boolean value) {
      this.withLooks = value;
      return this;
    }

    public Builder page(@Nullable String token) {
      this.page = token;
      return this;
    }

    /** As {@link Query#Query}. */
    public Query build() {
      return new Query(
          from,
          to,
          book,
          equal,
          object,
          text,
          anyForm,
          sort,
          descending,
          limit,
          withLooks,
          scope,
          page);
    }
  }
}
