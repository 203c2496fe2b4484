package io.akashi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record alone makes a register. */
class SchemaTest {
  private enum Grade {
    @Field(ja = "高", en = "High")
    HIGH,
    @Field(ja = "低", en = "Low")
    LOW
  }

  @Register(id = "devices", ja = "機器", en = "Devices")
  private record Device(
      @Field(ja = "資産番号", en = "Asset", key = true) String assetNumber,
      @Field(ja = "重要度", en = "Grade") @Nullable Grade grade,
      @Field(ja = "台数", en = "Count") int count,
      @Field(ja = "廃棄済", en = "Scrapped", yes = "済", no = "未") @Nullable Boolean scrapped) {}

  private record Plain(String a) {}

  @Register(id = "x", ja = "x", en = "x")
  private record Keyless(@Field(ja = "a", en = "a") String a) {}

  @TempDir Path folder;

  @Test
  void readsADeclaration() {
    Schema<Device> schema = Schema.of(Device.class);
    assertThat(schema.columns())
        .extracting(Schema.Column::id)
        .containsExactly("asset_number", "grade", "count", "scrapped");
    assertThat(schema.columns())
        .extracting(Schema.Column::nullable)
        .containsExactly(false, true, false, true);
    Device device = new Device("A1", Grade.LOW, 3, null);
    assertThat(schema.make(schema.values(device))).isEqualTo(device);
    assertThat(schema.key(schema.values(device))).containsExactly("A1");
    assertThatThrownBy(() -> schema.make(Arrays.asList("A1", null, null, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("台数 が空");
    assertThat(Schema.of(Account.class).columns().get(2).reference()).contains(Person.class);
  }

  @Test
  void refusesWhatIsNoDeclaration() {
    assertThatThrownBy(() -> Schema.of(Plain.class)).hasMessageContaining("@Register");
    assertThatThrownBy(() -> Schema.of(Keyless.class)).hasMessageContaining("no key");
  }

  @Test
  void bringsARegisterFromATableToItsHistoryAndBack() throws Exception {
    try (House house = new House(folder.resolve("data"))) {
      Registers registers =
          Registers.open(house.store, () -> house.now, House.ZONE, List.of(Device.class));
      byte[] table =
          "資産番号,重要度,台数,廃棄済\nA1,高,２,済\nA2,low,1,\nA3,中,1,\n".getBytes(StandardCharsets.UTF_8);
      Preview<Device> preview = registers.preview(Device.class, ImportFile.of("d.csv", table));
      assertThat(preview.refused())
          .singleElement()
          .satisfies(r -> assertThat(r.reason()).contains("高、低"));
      registers.commit(preview, House.SATO);
      registers.put(Device.class, Map.of("asset_number", "A2", "重要度", "高"), House.SATO);
      Registers anew =
          Registers.open(house.store, () -> house.now, House.ZONE, List.of(Device.class));
      assertThat(anew.now().rows(Device.class))
          .extracting(Row::value)
          .containsExactly(
              new Device("A1", Grade.HIGH, 2, true), new Device("A2", Grade.HIGH, 1, null));
      Schema<Device> schema = Schema.of(Device.class);
      Change<Device> last = anew.history(Device.class, List.of("A2")).getLast();
      assertThat(schema.difference(last.before(), last.after())).isEqualTo("重要度 低 → 高");
      assertThat(schema.json(anew.now().find(Device.class, "A1").orElseThrow()))
          .isEqualTo(
              "{\"asset_number\":\"A1\",\"grade\":\"high\",\"count\":2,\"scrapped\":true,\"version\":0,"
                  + "\"changed_at\":\"2026-04-01T00:00:00Z\",\"changed_by\":\"sato\"}");
      byte[] csv = Registers.csv(anew.now(), Device.class);
      assertThat(anew.preview(Device.class, ImportFile.of("o.csv", csv)).unchanged()).isEqualTo(2);
      assertThat(anew.at(Instant.MAX).size(Device.class)).isEqualTo(2);
    }
  }
}
