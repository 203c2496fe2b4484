package io.akashi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Active Directory exports becomes accounts. */
class DirectoryExportTest {
  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() throws Exception {
    house = new House(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Preview<Account> preview(String text, java.nio.charset.Charset charset) throws Exception {
    return house.registers.preview(
        Account.class, ImportFile.of("ad.csv", text.getBytes(charset)).withSystem("AD"));
  }

  @Test
  void readsExportCsvOfGetADUser() throws Exception {
    Preview<Account> preview =
        preview(
            """
            #TYPE Microsoft.ActiveDirectory.Management.ADUser
            "AccountExpirationDate","Department","DistinguishedName","EmployeeID","Enabled","GivenName","LastLogonDate","Name","ObjectClass","SamAccountName","SID","Surname","UserPrincipalName"
            ,"内科","CN=佐藤 花子,OU=内科,DC=hosp,DC=local","0012","True","花子","2026/03/30 9:12:33","佐藤 花子","user","n0012","S-1-5-21-1","佐藤","n0012@hosp.local"
            "2023/04/01 0:00:00","外科","CN=鈴木 一郎,DC=hosp,DC=local","","False","一郎","","鈴木 一郎","user","n0013","S-1-5-21-2","鈴木","n0013@hosp.local"
            ,"","CN=PC-001,DC=hosp,DC=local","","True","","","PC-001","computer","PC-001$","S-1-5-21-3","",""
            """,
            StandardCharsets.UTF_16LE);
    assertThat(preview.added())
        .extracting(Preview.Planned::after)
        .containsExactly(
            new Account(
                "AD",
                "n0012",
                "0012",
                "佐藤",
                "花子",
                "内科",
                null,
                null,
                true,
                null,
                LocalDate.of(2026, 3, 30),
                null),
            new Account(
                "AD",
                "n0013",
                null,
                "鈴木",
                "一郎",
                "外科",
                null,
                null,
                false,
                LocalDate.of(2023, 3, 31),
                null,
                null));
    assertThat(preview.refused())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("computer"));
    assertThat(preview.headings())
        .filteredOn(h -> h.note().isPresent())
        .extracting(Preview.Heading::text)
        .containsExactly("DistinguishedName", "Name", "SID", "UserPrincipalName");
  }

  @Test
  void readsCsvde() throws Exception {
    Preview<Account> preview =
        preview(
            """
            DN,objectClass,sAMAccountName,displayName,userAccountControl,accountExpires,lastLogonTimestamp,employeeNumber
            "CN=a,DC=h",user,a,X'e4bd90e897a420e88ab1e5ad90',512,9223372036854775807,134180064000000000,7
            "CN=b,DC=h",user,b,B,514,0,0,
            "CN=c,DC=h",user,c,C,66048,133248240000000000,,
            "CN=g,DC=h",group,g,,,,,
            """,
            StandardCharsets.UTF_8);
    assertThat(preview.added())
        .extracting(Preview.Planned::after)
        .containsExactly(
            new Account(
                "AD",
                "a",
                "7",
                "佐藤",
                "花子",
                null,
                null,
                null,
                true,
                null,
                LocalDate.of(2026, 3, 15),
                null),
            new Account("AD", "b", null, "B", null, null, null, null, false, null, null, null),
            new Account(
                "AD",
                "c",
                null,
                "C",
                null,
                null,
                null,
                null,
                true,
                LocalDate.of(2023, 4, 1),
                null,
                null));
    assertThat(preview.refused()).hasSize(1);
  }
}
