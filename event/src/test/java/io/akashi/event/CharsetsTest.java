package io.akashi.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.UnsupportedCharsetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CP932",
        "cp932",
        "MS932",
        "Shift_JIS",
        "SJIS",
        "x-sjis",
        "windows-31j",
        "x-IBM942C",
      })
  void readsEveryNameOfWhatWindowsWritesAsWindows31j(String name) {
    assertThat(Charsets.of(name).name()).isEqualTo("windows-31j");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "EUC-JP", "UTF-16LE", "ISO-2022-JP"})
  void leavesOtherCharsetsAlone(String name) {
    assertThat(Charsets.of(name).name()).isEqualTo(name);
  }

  @Test
  void refusesANameThatNoCharsetHas() {
    assertThatThrownBy(() -> Charsets.of("CP93X")).isInstanceOf(UnsupportedCharsetException.class);
  }
}
