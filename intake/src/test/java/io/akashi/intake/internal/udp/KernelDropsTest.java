package io.akashi.intake.internal.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelDropsTest {
  private static final String HEADING =
      "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode ref pointer drops\n";

  @TempDir private Path proc;

  private static String row(String address, long drops) {
    return "  99: %s 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4 2 0 %d\n"
        .formatted(address, drops);
  }

  private KernelDrops drops(String address) {
    return new KernelDrops(proc, new InetSocketAddress(InetAddress.ofLiteral(address), 514));
  }

  @Test
  void countsOnlyTheOwnSocketAndOnlyWhatIsNew() throws IOException {
    KernelDrops drops = drops("127.0.0.1");
    Files.writeString(
        proc.resolve("udp"),
        HEADING + row("0100007F:0202", 5) + row("0100007F:0203", 70) + row("0200007F:0202", 900));
    Files.writeString(
        proc.resolve("udp6"), HEADING + row("0000000000000000FFFF00000100007F:0202", 3));
    assertThat(drops.sinceLastCall()).isEqualTo(8);
    assertThat(drops.sinceLastCall()).isZero();
    Files.writeString(proc.resolve("udp"), HEADING + row("0100007F:0202", 11));
    assertThat(drops.sinceLastCall()).isEqualTo(6);
  }

  @Test
  void knowsTheSpellingOfIpv6() throws IOException {
    Files.writeString(
        proc.resolve("udp6"), HEADING + row("00000000000000000000000001000000:0202", 4));
    assertThat(drops("::1").sinceLastCall()).isEqualTo(4);
  }

  @Test
  void knowsNothingWhereTheKernelSaysNothing() {
    assertThat(drops("127.0.0.1").sinceLastCall()).isZero();
  }
}
