package io.akashi.cli.internal.show;

import io.akashi.store.Signing;
import io.akashi.store.Status;
import io.akashi.store.Status.BookStatus;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The state of a store, for people. */
public final class StatusText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private StatusText() {}

  /**
   * Prints it for people.
   *
   * @param served whether a running server has the store open: without one nothing is followed, so
   *     there is no lag and no rate
   */
  public static void print(Status status, Path data, ZoneId zone, boolean served, PrintStream out) {
    out.printf(
        "%s  %s%n", TIME.format(status.at().atZone(zone)), data.toAbsolutePath().normalize());
    Table table = new Table("帳簿", "件数", "署名済", "封印済", "区分", "検索待ち", "容量", "件/秒", "署名時刻");
    for (BookStatus book : status.books()) {
      table.add(
          book.book().id() + " " + book.book().japanese(),
          Units.count(book.durable()),
          Units.count(book.signed()),
          Units.count(book.sealed()),
          Integer.toString(book.segments()),
          served ? Units.count(book.lag()) : "",
          Units.bytes(book.storedBytes()),
          served ? String.format(Locale.ROOT, "%.1f", book.entriesPerSecond()) : "",
          book.signedAt().map(at -> TIME.format(at.atZone(zone))).orElse(served ? "-" : ""));
    }
    table.print(out);
    if (!served) {
      long unsealed = status.books().stream().mapToLong(b -> b.durable() - b.sealed()).sum();
      out.printf(
          "サーバーは動いていません（受信も追従もなし）。封印前の %1$s 件は検索のたびに解読します。 / No server is running: nothing is received or"
              + " followed; a search first decodes the %1$s entries that are not sealed.%n",
          Units.count(unsealed));
    }
    out.printf(
        "空き / free %s（予備 / reserve %s）%s%n",
        Units.bytes(status.freeBytes()),
        Units.bytes(status.reserveBytes()),
        served ? room(status) : "");
    for (BookStatus book : status.books()) {
      out.printf("検証鍵 / key of %s: %s%n", book.book().id(), book.verifierKey());
    }
    status.halted().ifPresent(why -> out.printf("停止 / halted: %s%n", why));
    status.full().ifPresent(why -> out.printf("満杯 / full: %s%n", why));
    if (status.signing() instanceof Signing.Refused refused) {
      out.printf("署名しない / not signing: %s%n", refused.reason());
    }
    status.alarms().forEach(alarm -> out.printf("警告 / alarm: %s%n", alarm));
  }

  private static String room(Status status) {
    return status
        .forecast()
        .map(forecast ->
            "、残り約 %1$.0f 日（直近 %2$d 時間の増え方で） / about %1$.0f days of room, by the growth of the last %2$d h"
                .formatted(forecast.days(), forecast.basis().toHours()))
        .orElse("、残り日数はまだ不明 / days of room unknown yet: it takes an hour of growth");
  }
}
