package io.akashi.hospital;

/** What somebody is by profession. */
public enum Job {
  DOCTOR('d', "医師", "Doctor"),
  NURSE('n', "看護師", "Nurse"),
  AIDE('h', "看護補助者", "Nursing aide"),
  PHARMACIST('y', "薬剤師", "Pharmacist"),
  RADIOGRAPHER('r', "診療放射線技師", "Radiographer"),
  LABORATORY('k', "臨床検査技師", "Laboratory technician"),
  THERAPIST('p', "理学療法士", "Physiotherapist"),
  NUTRITIONIST('e', "管理栄養士", "Nutritionist"),
  SOCIAL_WORKER('s', "医療ソーシャルワーカー", "Social worker"),
  CLERK('j', "事務", "Clerk"),
  ENGINEER('i', "システム担当", "IT engineer");

  private final char letter;
  private final String ja;
  private final String en;

  Job(char letter, String ja, String en) {
    this.letter = letter;
    this.ja = ja;
    this.en = en;
  }

  /** First letter of the user ids of this profession. */
  public char letter() {
    return letter;
  }

  public String ja() {
    return ja;
  }

  public String en() {
    return en;
  }
}
