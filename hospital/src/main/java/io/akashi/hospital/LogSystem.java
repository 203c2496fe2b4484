package io.akashi.hospital;

import io.akashi.event.Transport;
import java.util.List;

/** The systems that write logs, each in its own way. */
public enum LogSystem {
  RECORD("ehr", "電子カルテ", true, "lines", "ehr-access", Transport.SYSLOG_TLS, "ehrap01"),
  IMAGES("pacs", "PACS", true, "dicom", "", Transport.SYSLOG_TLS, "pacs01"),
  REGIONAL("fhir", "地域連携", true, "fhir", "", Transport.HTTP),
  WINDOWS("windows", "ドメイン", false, "windows-json", "", Transport.HTTP),
  VPN("vpn", "VPN装置", false, "lines", "fortigate", Transport.SYSLOG_TCP),
  FIREWALL("firewall", "ファイアウォール", false, "lines", "cisco-asa", Transport.SYSLOG_TLS, "fw01"),
  LINUX(
      "linux",
      "Linuxサーバー",
      false,
      "lines",
      "linux-auth",
      Transport.SYSLOG_TLS,
      "ehrdb01",
      "ehrdb02",
      "fhir01",
      "lis01",
      "log01"),
  DATABASE("database", "カルテDB", false, "lines", "postgresql-csv", Transport.FILE),
  BACKUP("backup", "バックアップ", false, "lines", "veeam", Transport.SYSLOG_TLS, "vbrsrv01"),
  MALWARE("defender", "ウイルス対策", false, "windows-xml", "", Transport.FILE);

  private final String source;
  private final String ja;
  private final boolean clinical;
  private final String format;
  private final String mapping;
  private final Transport transport;
  private final String hosts;

  LogSystem(
      String source,
      String ja,
      boolean clinical,
      String format,
      String mapping,
      Transport transport,
      String... hosts) {
    this.source = source;
    this.ja = ja;
    this.clinical = clinical;
    this.format = format;
    this.mapping = mapping;
    this.transport = transport;
    this.hosts = String.join(" ", hosts);
  }

  /** Source id. */
  public String source() {
    return source;
  }

  /** Name of the system, in the log and in the registers. */
  public String ja() {
    return ja;
  }

  /** Whether its accesses are to medical information. */
  public boolean clinical() {
    return clinical;
  }

  /** Name of the decoder that reads it. */
  public String format() {
    return format;
  }

  /** Name of the mapping, or the empty string when the format needs none. */
  public String mapping() {
    return mapping;
  }

  /** How a hospital brings its messages to Akashi. */
  public Transport transport() {
    return transport;
  }

  /** Host names in its syslog headers; none when it has no such header. */
  public List<String> hosts() {
    return hosts.isEmpty() ? List.of() : List.of(hosts.split(" "));
  }
}
