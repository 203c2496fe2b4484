package io.akashi.store;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Damage as an IT clerk reads it: what it means and what to do, one after the other, in both
 * languages. What the store found there, word for word and with its bytes, stays in {@link
 * Damage#what}.
 *
 * @param japanese two sentences
 * @param english the same
 */
public record DamageReason(String japanese, String english) {
  private static final Pattern GONE =
      Pattern.compile("missing|no longer here|in no segment|no journal file|ends too early");

  /** What is made from the entries of a segment, and is made again from them. */
  private static final Set<String> DERIVED =
      Set.of("events.parquet", "events.sha256", "lookup", "rollup", "words");

  private static final DamageReason KEY =
      new DamageReason(
          "署名の鍵のファイルが失われたか、書き換えられています。バックアップから同じファイルを戻し、サーバを再起動してください。",
          "The file of the signing keys is lost or was changed. Restore it from a backup and restart"
              + " the server.");
  private static final DamageReason ORIGIN =
      new DamageReason(
          "帳簿の名前が、署名されたときの名前と違います。別のサーバのファイルが混ざっていないか確かめ、バックアップから戻してください。",
          "The book is not named as it was when it was signed. See whether files of another server"
              + " were mixed in, and restore it from a backup.");
  private static final DamageReason REWRITTEN =
      new DamageReason(
          "別のホストに控えた署名と、この帳簿の署名が食い違っています。書き直されたおそれがあるため、データフォルダの写しを取り、監査担当に知らせてください。",
          "The signature kept on the other host and the one of this book contradict each other. It"
              + " may have been rewritten: copy the data folder and tell the auditor.");
  private static final DamageReason HEAD =
      new DamageReason(
          "最新の署名のファイルが失われたか、壊れたか、古いものに戻されています。バックアップから同じファイルを戻してください。",
          "The file of the newest signature is lost, damaged or an older one. Restore it from a"
              + " backup.");
  private static final DamageReason READ_OTHERWISE =
      new DamageReason(
          "記録は無事ですが、今の読み取り方では検索用の列が封印したときと違います。マッピングを変えた後なら異常ではありません。変えていなければ監査担当に知らせてください。",
          "The entries are intact, but are read into other columns now than when they were sealed."
              + " After a change of a mapping that is expected; otherwise tell the auditor.");
  private static final DamageReason INDEX =
      new DamageReason(
          "検索用の索引のファイルが失われたか、書き換えられています。記録そのものではありません。バックアップから同じファイルを戻してください。",
          "A file of the search index is lost or was changed; the entries themselves are elsewhere."
              + " Restore it from a backup.");
  private static final DamageReason MISSING =
      new DamageReason(
          "ここにあった記録がなくなっています。ファイルが消されたか、移されたおそれがあります。バックアップから同じファイルを戻してください。",
          "Entries that were here are gone: a file was deleted or moved. Restore it from a backup.");
  private static final DamageReason BESIDE =
      new DamageReason(
          "記録の前後にある管理用の部分が、書かれたときのままではありません。記録は失われていません。ディスクを点検し、バックアップから同じファイルを戻してください。",
          "Bytes beside the entries are not as they were written; no entry is lost. Check the disk"
              + " and restore the file from a backup.");
  private static final DamageReason CHANGED =
      new DamageReason(
          "記録が読めないか、書かれたときのままではありません。ディスクの故障か書き換えが考えられます。データフォルダの写しを取り、バックアップから同じファイルを戻してください。",
          "Entries cannot be read or are not what was written: the disk failed or somebody changed"
              + " them. Copy the data folder, then restore the file from a backup.");

  /** The reason of a damage, by its place and by what was found there. */
  public static DamageReason of(Damage damage) {
    String place = damage.place();
    String file = place.substring(place.lastIndexOf('/') + 1);
    if (place.equals("log.key") || place.equals("log.vkey")) {
      return KEY;
    }
    if (file.equals("origin")) {
      return ORIGIN;
    }
    if (place.startsWith("heads/")) {
      return damage.what().startsWith("the anchor has") ? REWRITTEN : HEAD;
    }
    if (DERIVED.contains(file)) {
      return damage.what().startsWith("the entries decode") ? READ_OTHERWISE : INDEX;
    }
    if (GONE.matcher(damage.what()).find()) {
      return MISSING;
    }
    return damage.from() >= damage.to() ? BESIDE : CHANGED;
  }

  /**
   * A damage in one line, {@code 日本語 / English}: book, entries, what it means and what to do, then
   * place and finding for a technician.
   */
  public static String line(Damage damage) {
    DamageReason reason = of(damage);
    String range =
        damage.from() >= damage.to() ? "" : " %d–%d".formatted(damage.from(), damage.to() - 1);
    String found = "%s: %s".formatted(damage.place(), damage.what().replace('\n', ' '));
    return "%s%s: %s（%s） / %s%s: %s (%s)"
        .formatted(
            damage.book().japanese(),
            range,
            reason.japanese,
            found,
            damage.book().english(),
            range,
            reason.english,
            found);
  }
}
