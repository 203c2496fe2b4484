package io.akashi.register.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateTextTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @ParameterizedTest
  @CsvSource({
    "使用可, true,",
    "無効, false,",
    "停止, false,",
    "使用可 (23年3月まで), true, 2023-03-31",
    "使用可（23年3月まで）, true, 2023-03-31",
    "使用可(R5年3月まで), true, 2023-03-31",
    "使用可 (令和5年3月31日まで), true, 2023-03-31",
    "使用可 (2023年3月末まで), true, 2023-03-31",
    "使用可 2023/3/15迄, true, 2023-03-15",
    "TRUE, true,",
    "０, false,"
  })
  void readsWhetherAndUntilWhen(String text, boolean enabled, String until) throws Exception {
    StateText state = StateText.parse(text, TOKYO);
    assertThat(state.enabled()).isEqualTo(enabled);
    assertThat(state.until() == null ? null : state.until().toString()).isEqualTo(until);
  }

  @Test
  void readsNothingFromAnEmptyCell() throws Exception {
    assertThat(StateText.parse(" ", TOKYO)).isEqualTo(new StateText(null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "使用可 (休職中)",
        "23年3月まで",
        "たぶん",
        "使用可 (2月30日まで)",
        "使用可 (23年13月まで)",
        "使用可 (23年3月から)",
        "#REF!"
      })
  void refusesWordsThatSayNeither(String text) {
    assertThatThrownBy(() -> StateText.parse(text, TOKYO)).isInstanceOf(UnreadableException.class);
  }
}
