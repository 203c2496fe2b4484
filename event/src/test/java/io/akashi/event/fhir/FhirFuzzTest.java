package io.akashi.event.fhir;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.akashi.event.Arrivals;
import io.akashi.event.DecoderChecks;
import io.akashi.event.GoldenFolder;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, the decoder keeps what {@link DecoderChecks} says. */
@Tag("fuzz")
class FhirFuzzTest {
  private static final int MUTATIONS = 60;

  @FuzzTest(maxDuration = "60s")
  void fhir(byte[] bytes) {
    DecoderChecks.check(new FhirAuditDecoder(), bytes, Arrivals.profile("fhir"));
  }

  /** What looks like other forms of Unicode; an element without a name. */
  @Test
  void survivesWhatWasFoundBefore() {
    for (String hex :
        List.of("009c000004", "001c000067", "0000feff7b7d", "fffe00007b7d", "3c3a3e3a3c9f3a3e")) {
      fhir(HexFormat.of().parseHex(hex));
    }
  }

  @Test
  void survivesGoldenMessagesThatWereMutated() {
    Random random = new Random(27789);
    for (GoldenFolder.Case seed : GoldenFolder.cases("fhir")) {
      int rounds = seed.payload().length > 10_000 ? 5 : MUTATIONS;
      for (int round = 0; round < rounds; round++) {
        fhir(DecoderChecks.mutate(seed.payload(), "\"{}[]:,\\\n\0 <>/=&", random));
      }
    }
  }
}
