package io.akashi.event.sniff;

import io.akashi.event.Column;
import io.akashi.event.sniff.table.SampleTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settles which column gets which target: each target once, the best reading first. */
final class Rivals {
  private static final double CLOSE = 0.015;

  private record Bid(int column, ColumnProposal reading, int rank) {}

  private final SampleTable table;
  private final List<Values> values;
  private final Times times;

  Rivals(SampleTable table, List<Values> values, Times times) {
    this.table = table;
    this.values = values;
    this.times = times;
  }

  /** One proposal for each column, in their order. */
  List<ColumnProposal> settle() {
    @Nullable ColumnProposal[] settled = new ColumnProposal[values.size()];
    List<Bid> bids = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Judge judge = new Judge(table.names().get(i), table.named().get(i), values.get(i));
      if (times.isTime(i)) {
        settled[i] = time(i, judge.none("", 0));
      } else {
        List<ColumnProposal> readings = judge.readings();
        for (int rank = 0; rank < readings.size(); rank++) {
          bids.add(new Bid(i, readings.get(rank), rank));
        }
      }
    }
    award(bids, settled);
    List<ColumnProposal> all = new ArrayList<>();
    for (ColumnProposal proposal : settled) {
      if (proposal == null) {
        throw new IllegalStateException("a column without a reading");
      }
      all.add(proposal);
    }
    return all;
  }

  private ColumnProposal time(int column, ColumnProposal open) {
    Times.Moment moment = times.moment().orElse(null);
    return moment != null && moment.columns().contains(column)
        ? times.part(open, moment)
        : times.aside(column, open);
  }

  private void award(List<Bid> bids, @Nullable ColumnProposal[] settled) {
    Map<Column, ColumnProposal> taken = new EnumMap<>(Column.class);
    List<Bid> order = new ArrayList<>(bids);
    order.sort((a, b) -> {
      int byConfidence = Double.compare(worth(b), worth(a));
      return byConfidence != 0 ? byConfidence : Integer.compare(a.column(), b.column());
    });
    for (Bid bid : order) {
      if (settled[bid.column()] != null) {
        continue;
      }
      Column target = bid.reading().target();
      if (target == null) {
        // Nothing better is left: what the column would have been is somebody else's.
        boolean beaten = lost(bid, bids, taken);
        settled[bid.column()] =
            beaten
                ? bid.reading()
                    .without(
                        "別の列のほうがふさわしい / another column fits better",
                        Math.min(0.6, bid.reading().confidence() + 0.2))
                : bid.reading();
      } else if (!taken.containsKey(target)) {
        taken.put(target, bid.reading());
        settled[bid.column()] = bid.reading();
      } else if (taken.get(target).confidence() - bid.reading().confidence() < CLOSE) {
        doubt(target, taken, settled);
      }
    }
  }

  private static double worth(Bid bid) {
    return bid.reading().confidence() - (bid.reading().target() == null ? 0.02 : 0);
  }

  private static boolean lost(Bid bid, List<Bid> bids, Map<Column, ColumnProposal> taken) {
    return bids.stream()
        .anyMatch(b ->
            b.column() == bid.column()
                && b.reading().target() != null
                && taken.containsKey(b.reading().target()));
  }

  /** Two columns are alike: neither is sure. */
  private static void doubt(
      Column target, Map<Column, ColumnProposal> taken, @Nullable ColumnProposal[] settled) {
    ColumnProposal winner = taken.get(target);
    if (winner == null || winner.confidence() < 0.8) {
      return;
    }
    for (int i = 0; i < settled.length; i++) {
      ColumnProposal proposal = settled[i];
      if (proposal != null && proposal.name().equals(winner.name())) {
        settled[i] = proposal.with(0.7, "同じような列が複数 / several columns are alike");
      }
    }
  }
}
