package io.akashi.store.internal.search;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.words.Words;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must be read of a segment to find a text, by the stretches of its words file; without that
 * file everything. Not changed once it is made.
 */
final class TextPlan {
  private final Segment segment;
  private final BitSet read = new BitSet();

  /** Where headers say how each payload is to be read. */
  private final BitSet closely = new BitSet();

  /** Where sources of different charsets are. */
  private final BitSet several = new BitSet();

  /** Where payloads are that are not UTF-8. */
  private final BitSet foreign = new BitSet();

  private final BitSet beside = new BitSet();
  private final @Nullable Charset[] declared;

  private TextPlan(Segment segment) {
    this.segment = segment;
    int stretches = Math.toIntExact(Math.ceilDiv(segment.range().count(), Words.STRETCH));
    this.declared = new Charset[stretches];
  }

  static TextPlan of(Segment segment, PayloadText text, Search.Charsets charsets) {
    TextPlan plan = new TextPlan(segment);
    segment
        .words(text.skeleton())
        .ifPresentOrElse(
            found -> plan.follow(found.words(), found.holding(), charsets),
            () -> {
              plan.read.set(0, plan.declared.length);
              plan.closely.or(plan.read);
              plan.foreign.or(plan.read);
            });
    return plan;
  }

  private void follow(Words words, BitSet holding, Search.Charsets charsets) {
    BitSet named = new BitSet();
    for (Map.Entry<String, Words.Seen> source : words.sources().entrySet()) {
      Charset charset = source.getKey().isEmpty() ? null : charsets.of(source.getKey());
      BitSet all = source.getValue().all();
      for (int each = all.nextSetBit(0); each >= 0; each = all.nextSetBit(each + 1)) {
        if (named.get(each) && !Objects.equals(declared[each], charset)) {
          several.set(each);
        }
        declared[each] = charset;
      }
      named.or(all);
      if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
        // What is UTF-8 may be read as something else, and is not kept as that.
        boolean japanese = charset.equals(Needles.CP932) || charset.equals(Needles.EUC_JP);
        closely.or(japanese ? source.getValue().wide() : all);
      }
    }
    foreign.or(words.other());
    foreign.or(words.mixed());
    foreign.or(closely);
    beside.or(words.beside());
    read.or(holding);
    read.or(words.mixed());
    read.or(beside);
    read.or(closely);
  }

  Segment segment() {
    return segment;
  }

  /** Reads only those stretches, counted from the segment's first entry. */
  void onlyAmong(BitSet stretches) {
    read.and(stretches);
  }

  /** The next entries of a range that must be read, in one piece; empty when there are none. */
  IndexRange next(IndexRange range) {
    long first = segment.range().first();
    int from = read.nextSetBit(stretch(range.first()));
    long begin = from < 0 ? range.end() : Math.max(range.first(), first + from * (long) STRETCH);
    if (begin >= range.end()) {
      return new IndexRange(range.end(), 0);
    }
    long end = first + read.nextClearBit(from) * (long) STRETCH;
    return IndexRange.between(begin, Math.min(range.end(), end));
  }

  private static final int STRETCH = Words.STRETCH;

  private int stretch(long index) {
    return (int) ((index - segment.range().first()) / STRETCH);
  }

  boolean isClose(IndexRange page) {
    return touches(closely, page);
  }

  /** Whether payloads of the page may be something else than UTF-8. */
  boolean isForeign(IndexRange page) {
    return touches(foreign, page);
  }

  boolean hasBeside(IndexRange page) {
    return touches(beside, page);
  }

  /** Whether all sources of the page declare the same charset, which {@link #declared} gives. */
  boolean isUniform(IndexRange page) {
    return stretch(page.first()) == stretch(page.end() - 1) && !touches(several, page);
  }

  @Nullable Charset declared(IndexRange page) {
    return declared[stretch(page.first())];
  }

  private boolean touches(BitSet set, IndexRange page) {
    int found = set.nextSetBit(stretch(page.first()));
    return found >= 0 && found <= stretch(page.end() - 1);
  }
}
