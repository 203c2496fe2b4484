package io.akashi.bench.internal.corpus;

/** What a system of a hospital writes, and how much of the mixed corpus it is. */
public enum Format {
  EHR(25, "ehr01 ehr", ""),
  DICOM(8, "pacs01 dicom", "dicom.xml"),
  FHIR(8, "fhir01 fhir", "fhir.json"),
  WINDOWS(15, "dc01 winlogbeat", "windows.json"),
  FIREWALL(44, "fg01 fortigate", "fortigate.log");

  private final int ofHundred;
  private final String sender;
  private final String resource;

  Format(int ofHundred, String sender, String resource) {
    this.ofHundred = ofHundred;
    this.sender = sender;
    this.resource = resource;
  }

  int ofHundred() {
    return ofHundred;
  }

  /** Host and program of its syslog header. */
  String sender() {
    return sender;
  }

  String resource() {
    return resource;
  }
}
