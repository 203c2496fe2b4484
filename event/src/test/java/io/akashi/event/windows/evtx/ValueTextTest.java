package io.akashi.event.windows.evtx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
  private static ValueText of(int type, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return ValueText.of(type, bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "01, 715c3075, 山田",
    "02, 8e52936300, 山田",
    "03, ff, -1",
    "04, ff, 255",
    "05, feff, -2",
    "06, feff, 65534",
    "07, fdffffff, -3",
    "08, fdffffff, 4294967293",
    "09, fcffffffffffffff, -4",
    "0a, fcffffffffffffff, 18446744073709551612",
    "0b, 0000c03f, 1.5",
    "0c, 000000000000d03f, 0.25",
    "0d, 01000000, true",
    "0d, 00000000, false",
    "0e, 00ff10, 00FF10",
    "0f, 25968454785494 49a5ba3e3b0328c30d, {54849625-5478-4994-A5BA-3E3B0328C30D}",
    "10, e7030000, 0x3e7",
    "10, e703000000000000, 0x3e7",
    "11, 0000000000000000, 1601-01-01T00:00:00.0000000Z",
    "11, 015014adb27bdb01, 2025-02-10T11:55:27.5746305Z",
    "12, ea070b0000001600 0a0000000000d204, ",
    "12, ea070b0000001600 0a00010002007b00, 2026-11-22T10:01:02.123Z",
    "13, 010100000000000512000000, S-1-5-18",
    "13, 0105000000000005150000000100000002000000030000 00e9030000, S-1-5-21-1-2-3-1001",
    "14, 6d0000c0, 0xc000006d",
    "15, e703000000000000, 0x3e7",
    "20, e7030000, 0x3e7",
    "23, 715c, 山"
  })
  void rendersAsWindowsDoes(String type, String hex, String text) {
    ValueText value = of(Integer.parseInt(type, 16), hex.replace(" ", ""));
    if (text == null) {
      assertThat(value.note()).contains("type 0x12");
      return;
    }
    assertThat(value.texts()).containsExactly(text);
    assertThat(value.note()).isNull();
  }

  @Test
  void keepsHalvesOfPairsAndLeavesNulsAtTheEndOut() {
    assertThat(of(0x01, "710000d87a000000").texts()).containsExactly("q\ud800z");
  }

  @Test
  void givesWhatDoesNotFitItsTypeAsBytesWithANote() {
    ValueText value = of(0x08, "0102");
    assertThat(value.texts()).containsExactly("0102");
    assertThat(value.note()).contains("0x08 with 2 bytes");
    assertThat(of(0x13, "02010000000000051200 0000".replace(" ", "")).note()).isNotNull();
    assertThat(of(0x7f, "00").note()).isNotNull();
    assertThat(of(0x90, "0000000000000000").note()).isNotNull();
    assertThat(of(0x01, "410042").note()).contains("half a character");
  }

  @Test
  void readsArraysOfEachWidth() {
    assertThat(of(0x81, "410000004200").texts()).containsExactly("A", "B");
    assertThat(of(0x82, "410042").texts()).containsExactly("A", "B");
    assertThat(of(0x84, "0102ff").texts()).containsExactly("1", "2", "255");
    assertThat(of(0x95, "01000000000000000a00000000000000").texts()).containsExactly("0x1", "0xa");
    assertThat(of(0x93, "010100000000000512000000010100000000000513000000").texts())
        .containsExactly("S-1-5-18", "S-1-5-19");
    assertThat(of(0x88, "").texts()).isEmpty();
  }

  @Test
  void saysNothingForNullAndTheEmptyTextForNoBytes() {
    assertThat(of(0x00, "").texts()).isEqualTo(List.of());
    assertThat(of(0x01, "").texts()).containsExactly("");
    assertThat(of(0x08, "").note()).isNull();
  }
}
