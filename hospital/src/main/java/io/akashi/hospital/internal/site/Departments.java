package io.akashi.hospital.internal.site;

import io.akashi.hospital.Department;
import io.akashi.hospital.Department.Kind;
import java.util.List;

/** The departments of the house: 300 beds on eight wards. */
public final class Departments {
  public static final List<Department> ALL =
      List.of(
          ward(20, "HCU", "High care unit", 8),
          ward(31, "3階東病棟", "Ward 3 East (surgery)", 44),
          ward(35, "3階西病棟", "Ward 3 West (orthopaedics)", 44),
          ward(41, "4階東病棟", "Ward 4 East (gastroenterology)", 46),
          ward(45, "4階西病棟", "Ward 4 West (cardiology)", 44),
          ward(51, "5階東病棟", "Ward 5 East (obstetrics, children)", 40),
          ward(55, "5階西病棟", "Ward 5 West (rehabilitation)", 50),
          ward(61, "6階東病棟", "Ward 6 East (palliative care)", 24),
          clinic(10, "内科", "Internal medicine", 61),
          clinic(11, "消化器内科", "Gastroenterology", 41),
          clinic(12, "循環器内科", "Cardiology", 45),
          clinic(13, "外科", "Surgery", 31),
          clinic(14, "整形外科", "Orthopaedics", 35),
          clinic(15, "小児科", "Paediatrics", 51),
          clinic(16, "産婦人科", "Obstetrics", 51),
          clinic(17, "眼科", "Ophthalmology", 31),
          clinic(18, "耳鼻咽喉科", "Otolaryngology", 31),
          clinic(19, "皮膚科", "Dermatology", 41),
          new Department(70, "救急外来", "Emergency", Kind.EMERGENCY, 0, 20),
          clinic(71, "手術部", "Operating theatres", 31),
          service(80, "薬剤部", "Pharmacy"),
          service(81, "放射線科", "Radiology"),
          service(82, "検査部", "Laboratory"),
          service(83, "リハビリテーション部", "Rehabilitation"),
          service(84, "栄養科", "Nutrition"),
          service(85, "地域連携室", "Regional liaison"),
          service(90, "医事課", "Medical affairs"),
          office(91, "総務課", "General affairs"),
          office(92, "医療情報室", "Information systems"),
          office(93, "医療安全管理室", "Patient safety"));

  private Departments() {}

  /** The department of that code. */
  public static Department of(int code) {
    return ALL.stream().filter(each -> each.code() == code).findFirst().orElseThrow();
  }

  /** The wards, in the order of their codes. */
  public static List<Department> wards() {
    return ALL.stream().filter(each -> each.kind() == Kind.WARD).toList();
  }

  private static Department ward(int code, String ja, String en, int beds) {
    return new Department(code, ja, en, Kind.WARD, beds, code);
  }

  private static Department clinic(int code, String ja, String en, int ward) {
    return new Department(code, ja, en, Kind.CLINIC, 0, ward);
  }

  private static Department service(int code, String ja, String en) {
    return new Department(code, ja, en, Kind.SERVICE, 0, 0);
  }

  private static Department office(int code, String ja, String en) {
    return new Department(code, ja, en, Kind.OFFICE, 0, 0);
  }
}
