package io.akashi.hospital.internal.site;

import io.akashi.hospital.Department;
import io.akashi.hospital.Server;
import io.akashi.hospital.Terminal;
import java.util.ArrayList;
import java.util.List;

/** 600 PCs and 40 servers. */
public final class Machines {
  private static final int SERVER_NET_FIRST = 10;

  private Machines() {}

  /** The PCs, by department; numbers from PC10001. */
  public static List<Terminal> terminals() {
    List<Terminal> all = new ArrayList<>();
    int net = 20;
    for (Department department : Departments.ALL) {
      for (int i = 0; i < count(department); i++) {
        String address = "10.%d.1.%d".formatted(net, 11 + i);
        all.add(new Terminal("PC" + (10_001 + all.size()), address, department));
      }
      net++;
    }
    return List.copyOf(all);
  }

  private static int count(Department department) {
    return switch (department.kind()) {
      case WARD -> 4 + department.beds() / 2;
      case CLINIC -> 10;
      case EMERGENCY -> 22;
      case SERVICE ->
          switch (department.code()) {
            case 90 -> 98;
            case 82 -> 32;
            case 81 -> 28;
            case 83 -> 26;
            case 80 -> 22;
            default -> 10;
          };
      case OFFICE -> department.code() == 91 ? 36 : 12;
    };
  }

  /** The servers. */
  public static List<Server> servers() {
    List<Server> all = new ArrayList<>();
    linux(all, "電子カルテDB", "ehrdb01", "ehrdb02");
    windows(all, "電子カルテ", "ehrap01", "ehrap02", "ehrap03", "ehrap04");
    windows(all, "ドメインコントローラー", "dc01", "dc02");
    windows(all, "ファイルサーバー", "fs01", "fs02");
    windows(all, "PACS", "pacs01", "pacs02", "pacsdb01", "pacsgw01");
    windows(all, "放射線・内視鏡", "ris01", "ris02", "endo01");
    linux(all, "検体検査", "lis01");
    windows(all, "検査・生理", "lis02", "phys01", "patho01");
    windows(all, "薬剤・給食・物流", "pha01", "pha02", "meal01", "spd01");
    windows(all, "医事会計", "iji01", "iji02", "iji03");
    linux(all, "地域連携", "fhir01");
    windows(all, "オンライン資格確認", "onshi01");
    windows(all, "バックアップ", "vbrsrv01", "vbrsrv02");
    linux(all, "ログ", "log01");
    windows(all, "手術・麻酔・重症", "ope01", "icu01");
    windows(all, "文書・勤怠・予約", "doc01", "kintai01", "yoyaku01");
    windows(all, "更新・資産管理", "wsus01", "asset01");
    return List.copyOf(all);
  }

  private static void windows(List<Server> all, String purpose, String... names) {
    add(all, true, purpose, names);
  }

  private static void linux(List<Server> all, String purpose, String... names) {
    add(all, false, purpose, names);
  }

  private static void add(List<Server> all, boolean windows, String purpose, String... names) {
    for (String name : names) {
      String address = "10.1.0." + (SERVER_NET_FIRST + all.size());
      all.add(new Server(name, address, windows, purpose));
    }
  }
}
