package io.akashi.hospital.internal.format;

import io.akashi.hospital.internal.doing.Doing;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The VPN door (FortiGate, key=value over syslog) and the inner firewall (Cisco ASA). */
final class NetworkLines {
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("'date='uuuu-MM-dd 'time='HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ASA =
      DateTimeFormatter.ofPattern("MMM dd uuuu HH:mm:ss", Locale.ROOT);

  private NetworkLines() {}

  static String fortigate(Doing.Tunnel doing, long number) {
    String rest =
        switch (doing.act()) {
          case UP ->
              tunnel("0101039947", "SSL VPN tunnel up", "tunnel-up", doing, number)
                  + " reason=\"tunnel established\" msg=\"SSL tunnel established\"";
          case DOWN ->
              tunnel("0101039948", "SSL VPN tunnel down", "tunnel-down", doing, number)
                  + " reason=\"User requested termination of service\" duration=1800"
                  + " sentbyte=4711100 rcvdbyte=98200 msg=\"SSL tunnel shutdown\"";
          case REFUSED ->
              ("logid=\"0101039426\" type=\"event\" subtype=\"vpn\" level=\"alert\" vd=\"root\""
                      + " logdesc=\"SSL VPN login fail\" action=\"ssl-login-fail\""
                      + " tunneltype=\"ssl-web\" tunnelid=0 remip=%s user=\"%s\" group=\"N/A\""
                      + " dst_host=\"N/A\" reason=\"sslvpn_login_permission_denied\" msg=\"SSL user"
                      + " failed to logged in\"")
                  .formatted(doing.remote(), doing.user());
        };
    long nanos = ChronoUnit.NANOS.between(Instant.EPOCH, doing.at().toInstant(Stamps.JST));
    return "<190>%s devname=\"FG-HOSP01\" devid=\"FGT60FTK20000001\" eventtime=%d tz=\"+0900\" %s"
        .formatted(DATE_AND_TIME.format(doing.at()), nanos, rest);
  }

  private static String tunnel(
      String id, String what, String action, Doing.Tunnel doing, long number) {
    return "logid=\"%s\" type=\"event\" subtype=\"vpn\" level=\"information\" vd=\"root\" logdesc=\"%s\" action=\"%s\" tunneltype=\"ssl-tunnel\" tunnelid=%d remip=%s tunnelip=%s user=\"%s\" group=\"remote\" dst_host=\"N/A\""
        .formatted(
            id,
            what,
            action,
            number % 1_000_000_000,
            doing.remote(),
            doing.assigned(),
            doing.user());
  }

  static String asa(Doing.Flow doing, long number) {
    String head = ASA.format(doing.at()) + " fw01 : ";
    if (!doing.allowed()) {
      return "<164>%s%%ASA-4-106023: Deny tcp src vpn:%s/%d dst inside:%s/%d by access-group \"VPN_IN\" [0x0, 0x0]"
          .formatted(head, doing.from(), doing.fromPort(), doing.to(), doing.toPort());
    }
    return "<166>%1$s%%ASA-6-302013: Built inbound TCP connection %2$d for ward:%3$s/%4$d (%3$s/%4$d) to inside:%5$s/%6$d (%5$s/%6$d)"
        .formatted(
            head,
            number % 1_000_000_000,
            doing.from(),
            doing.fromPort(),
            doing.to(),
            doing.toPort());
  }
}
