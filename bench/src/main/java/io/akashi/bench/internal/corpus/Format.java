package io.akashi.bench.internal.corpus;

/** What a system of a hospital writes. */
public enum Format {
  EHR("ehr01 ehr", ""),
  DICOM("pacs01 dicom", "dicom.xml"),
  FHIR("fhir01 fhir", "fhir.json"),
  WINDOWS("dc01 winlogbeat", "windows.json"),
  FIREWALL("fg01 fortigate", "fortigate.log"),
  CONNECTIONS("asa01", "asa.log");

  private final String sender;
  private final String resource;

  Format(String sender, String resource) {
    this.sender = sender;
    this.resource = resource;
  }

  /** Host and program of its syslog header. */
  String sender() {
    return sender;
  }

  /** Its template; empty for the lines that {@link EhrLines} makes. */
  String resource() {
    return resource;
  }
}
