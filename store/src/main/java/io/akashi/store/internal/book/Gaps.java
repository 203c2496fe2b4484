package io.akashi.store.internal.book;

import io.akashi.store.Damage;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import java.util.ArrayList;
import java.util.List;

/** What no search of a book finds because it cannot be read. For one thread. */
final class Gaps {
  private final OpenBook book;
  private final List<Damage> gaps = new ArrayList<>();

  Gaps(OpenBook book) {
    this.book = book;
  }

  /** One gap for each place, in the order of segments and journal. */
  List<Damage> list() {
    if (book.loss().isPresent()) {
      add(IndexRange.between(0, book.journal().durableEnd()), "", book.loss().get());
      return gaps;
    }
    for (Catalogue.Problem problem : book.sealed().catalogue().problems()) {
      add(problem.range(), "/segments", problem.reason());
    }
    for (Segment segment : book.sealed().catalogue().segments()) {
      if (segment.manifest().events() > 0) {
        segment.trouble(SegmentFiles.EVENTS).ifPresent(why -> add(segment, why));
      }
      segment.lost().forEach((range, why) -> add(range, place(segment, SegmentFiles.ENTRIES), why));
    }
    book.headCheck().unreadable().stream()
        .filter(lost -> !lost.range().isEmpty())
        .forEach(lost -> add(lost.range(), "/journal", lost.reason()));
    return gaps;
  }

  private void add(Segment segment, String why) {
    add(segment.range(), place(segment, SegmentFiles.EVENTS), why);
  }

  private static String place(Segment segment, String file) {
    return "/segments/%s/%s".formatted(segment.folder().getFileName(), file);
  }

  private void add(IndexRange range, String place, String why) {
    String folder = "books/" + book.book().id() + place;
    gaps.add(new Damage(book.book(), range.first(), range.end(), folder, why));
  }
}
