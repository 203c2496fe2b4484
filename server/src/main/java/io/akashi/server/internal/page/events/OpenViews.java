package io.akashi.server.internal.page.events;

import io.akashi.server.internal.web.Caller;
import io.akashi.store.Book;
import io.akashi.store.EntryView;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.View;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Views that are open in browsers: one look for a question or an entry, none for what belongs to it
 * (parts of the page, further pages, the same page again). The same question of the same person
 * with the same rights at the same terminal within {@link #LIFE} is one view; whoever asks without
 * one gets it by being recorded, so nothing is ever shown without a look. Safe for use by many
 * threads.
 */
public final class OpenViews {
  static final Duration LIFE = Duration.ofMinutes(30);
  static final int MOST = 2_000;

  private final Store store;
  private final InstantSource clock;
  private final Map<Key, Open<?>> open = new LinkedHashMap<>();

  /** No view is open yet. */
  public OpenViews(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Key(Look look, Object question) {}

  private record Open<V>(Instant since, V view) {}

  private record Place(Book book, long index) {}

  /** Records a look. */
  private interface Recording<V> {
    V record() throws StoreException;
  }

  /** The view of a question; its page does not matter. */
  public View of(HttpServletRequest request, Query query) throws StoreException {
    return of(Caller.of(request).look(request), query);
  }

  View of(Look look, Query query) throws StoreException {
    Query first = query.withPage(null);
    return find(View.class, new Key(look, first), () -> store.view(look, first));
  }

  /** The view of an entry, whether there is one or not. */
  public EntryView of(HttpServletRequest request, Book book, long index) throws StoreException {
    Look look = Caller.of(request).look(request);
    return find(
        EntryView.class,
        new Key(look, new Place(book, index)),
        () -> store.view(look, book, index));
  }

  // A look is written while others wait: a page that asks for its parts at once is one view.
  private synchronized <V> V find(Class<V> type, Key key, Recording<V> recording)
      throws StoreException {
    Instant now = clock.instant();
    open.values().removeIf(each -> each.since().plus(LIFE).isBefore(now));
    Open<?> known = open.get(key);
    if (known != null) {
      return type.cast(known.view());
    }
    V view = recording.record();
    if (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
    }
    open.put(key, new Open<>(now, view));
    return view;
  }
}
