package io.akashi.bench.internal.measure;

/**
 * The rows of the table of speed (DESIGN.md section 10) of decoders and of pages, of lines of an
 * electronic health record where nothing else is said. {@link #floor} and {@link #aim} are NaN for
 * figures that only explain others.
 */
public enum Target {
  INGEST("持続受信 / sustained, durable + hashed + searchable + signed", "events/s", 1e5, 2e5, true),
  INGEST_MIXED("持続受信・混合 / sustained, mixed corpus", "events/s", 3e4, 8e4, true),
  DECODE_EHR("解読 EHR行 / decode EHR lines, one thread", "events/s", 6e5, Double.NaN, true),
  DECODE_DICOM("解読 DICOM XML / decode DICOM XML", "events/s", 2.5e4, Double.NaN, true),
  DECODE_FHIR("解読 FHIR JSON / decode FHIR JSON", "events/s", 6e4, Double.NaN, true),
  DECODE_WINDOWS("解読 Windows JSON / decode Windows JSON", "events/s", 6e4, Double.NaN, true),
  DECODE_FIREWALL("解読 ファイアウォール / decode firewall lines", "events/s", Double.NaN, Double.NaN, true),
  DECODE_EVTX("解読 EVTX / decode EVTX records", "events/s", 5e4, Double.NaN, true),
  BURST("一時集中 / burst into the journal, followers lagging", "events/s", 4e5, 8e5, true),
  ACKNOWLEDGE("HTTP 受領応答 / HTTP acknowledge after fsync, p99", "ms", 50, 20, false),
  ACKNOWLEDGE_MEDIAN("HTTP 受領応答 / the same, p50", "ms", Double.NaN, Double.NaN, false),
  SEARCHABLE("受信→検索可 / received → searchable, p99", "s", 2, 1, false),
  SIGNED("受信→署名 / received → signed checkpoint, p99", "s", 2, 1, false),
  NEWEST("患者の最新100件 / one patient's newest 100", "s", 2, 0.5, false),
  COUNT("患者の件数 / one patient's count", "s", 0.5, 0.1, false),
  VERIFY("全検証 / full verify", "events/s", 5e5, 1e6, true),
  FOOTPRINT("保存量 / stored, everything included", "bytes/event", 25, 17, false),
  FOOTPRINT_MIXED("保存量・混合 / stored, mixed corpus", "bytes/event", 60, 40, false),
  PAGE_HOME("本日の画面 / the home page, p95", "ms", 200, Double.NaN, false),
  PAGE_SEARCH("検索の最初の表 / first table of a search, p95", "ms", 500, Double.NaN, false),
  PAGE_FACETS("内訳とグラフ / facets and histogram, p95", "ms", 1000, Double.NaN, false),
  PAGE_PATIENT("患者の画面 / a patient's page, p95", "ms", 500, Double.NaN, false),
  MEMORY("待機時メモリー / memory of the quiet server", "MB", 1000, 512, false);

  private final String label;
  private final String unit;
  private final double floor;
  private final double aim;
  private final boolean higherIsBetter;

  Target(String label, String unit, double floor, double aim, boolean higherIsBetter) {
    this.label = label;
    this.unit = unit;
    this.floor = floor;
    this.aim = aim;
    this.higherIsBetter = higherIsBetter;
  }

  /** What is measured, in Japanese and English. */
  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  /** What the design asks at least. */
  public double floor() {
    return floor;
  }

  /** What the design aims at. */
  public double aim() {
    return aim;
  }

  public boolean higherIsBetter() {
    return higherIsBetter;
  }
}
