package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.sentence.BothLanguages;
import io.akashi.event.sentence.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamageReasonTest {
  /** What the store says, place by place, and what a clerk is told. */
  @ParameterizedTest
  @CsvSource({
    "0, log.vkey, its keys cannot be read (x), 鍵のファイル",
    "0, log.key, it is not the key that log.vkey says, 鍵のファイル",
    "0, books/clinical/origin, it says 'a', 帳簿の名前",
    "9, heads/clinical, the anchor has another checkpoint of size 9, 食い違って",
    "0, heads/clinical, it is missing or old; book root records that 9 entries were signed, 最新の署名",
    "9, books/clinical/segments/0-9/events.parquet, its digest is not the one in the manifest, 索引",
    "9, books/clinical/segments/0-9/words, it cannot be read: x, 索引",
    "9, books/clinical/segments/0-9/events.parquet, the entries decode to other columns than were sealed, マッピング",
    "9, books/clinical, its folder is missing; 9 entries were signed, なくなって",
    "9, books/clinical/segments, book root records that these entries were sealed; their segment is missing, なくなって",
    "9, books/clinical/journal, entries are in no segment and no journal file, なくなって",
    "9, books/clinical, 'they were signed, but are no longer here', なくなって",
    "0, books/clinical/journal/0.journal, bytes 0 to 48: file header is damaged, 失われていません",
    "9, books/clinical/journal/0.journal, bytes 96 to 120: entry is damaged, 書かれたときのままでは",
    "9, books/clinical/segments/0-9/entries.parquet, the entries are not those that were hashed, 書かれたときのままでは",
    "9, books/clinical/payloads/ab/abcd, its digest is another, 書かれたときのままでは",
  })
  void saysWhatDamageMeansAndWhatToDo(long to, String place, String what, String japanese) {
    Damage damage = new Damage(Book.CLINICAL, 0, to, place, what);
    String line = DamageReason.line(damage);
    String inJapanese = BothLanguages.half(line, Language.JAPANESE);
    String inEnglish = BothLanguages.half(line, Language.ENGLISH);
    assertThat(inJapanese)
        .startsWith("診療情報アクセス" + (to > 0 ? " 0–8: " : ": "))
        .contains(japanese, "ください。（")
        .endsWith("（" + place + ": " + what + "）");
    assertThat(inEnglish)
        .startsWith(Book.CLINICAL.english())
        .endsWith("(" + place + ": " + what + ")")
        .doesNotContainPattern("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]");
  }
}
