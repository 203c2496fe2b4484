package io.akashi.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6238 and RFC 4648, by their own vectors. */
class TotpTest {
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130",
  })
  void givesTheCodesOfAppendixB(long second, String code) {
    assertThat(Totp.code(KEY, second / Totp.STEP_SECONDS, 8)).isEqualTo(code);
    assertThat(Totp.code(Base32.encode(KEY), Instant.ofEpochSecond(second)))
        .isEqualTo(code.substring(2));
  }

  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void writesBase32(String text, String encoded) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(Base32.encode(octets)).isEqualTo(encoded);
    assertThat(Base32.decode(encoded)).isEqualTo(octets);
    assertThatThrownBy(() -> Base32.decode("MY1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesCodesOfAStepBeforeAndAfterAndNoOthers() {
    Instant now = Instant.ofEpochSecond(1_790_000_000);
    String secret = Base32.encode(KEY);
    long step = now.getEpochSecond() / Totp.STEP_SECONDS;
    for (int away = -3; away <= 3; away++) {
      String code = Totp.code(secret, now.plusSeconds(away * 30L));
      assertThat(Totp.step(secret, code, now, 0).isPresent())
          .as("%d steps away", away)
          .isEqualTo(Math.abs(away) <= 1);
    }
    String current = Totp.code(secret, now);
    assertThat(Totp.step(secret, current, now, step - 1)).hasValue(step);
    assertThat(Totp.step(secret, current, now, step)).as("taken already").isEmpty();
    assertThat(Totp.step(secret, "", now, 0)).isEmpty();
  }

  @Test
  void namesThePersonToTheAuthenticator() {
    assertThat(Totp.uri("MZXW6", "sato@example", "Akashi 証"))
        .isEqualTo(
            "otpauth://totp/Akashi%20%E8%A8%BC%3Asato%40example?secret=MZXW6&issuer=Akashi%20%E8%A8%BC&algorithm=SHA1&digits=6&period=30");
  }
}
