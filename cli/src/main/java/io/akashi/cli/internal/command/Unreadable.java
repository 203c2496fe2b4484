package io.akashi.cli.internal.command;

import io.akashi.store.Damage;
import io.akashi.store.Store;
import java.io.PrintStream;

/** Says what an answer leaves out, so that nobody takes it for the whole. */
final class Unreadable {
  private Unreadable() {}

  static void tell(Store store, PrintStream err) {
    for (Damage gap : store.unreadable()) {
      if (gap.from() < gap.to()) {
        err.printf(
            "注意: 帳簿 %1$s の %2$d 番から %3$d 番は読めず、この結果に含まれません（%4$s）。./akashi verify で調べてください。 / Note:"
                + " entries %2$d to %3$d of book %1$s cannot be read and are not in this answer (%4$s); run"
                + " ./akashi verify.%n",
            gap.book().id(), gap.from(), gap.to() - 1, gap.what());
      } else {
        err.printf(
            "注意: 帳簿 %1$s の一部を読めません（%2$s）。./akashi verify で調べてください。 / Note: something of book %1$s cannot"
                + " be read (%2$s); run ./akashi verify.%n",
            gap.book().id(), gap.what());
      }
    }
  }
}
