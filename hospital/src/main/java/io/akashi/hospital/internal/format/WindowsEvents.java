package io.akashi.hospital.internal.format;

import static io.akashi.hospital.internal.format.Escapes.json;
import static io.akashi.hospital.internal.format.Escapes.xml;

import io.akashi.hospital.internal.doing.Doing;

/** Windows events: as Winlogbeat 8 sends them, and as event XML of {@code wevtutil}. */
final class WindowsEvents {
  private static final String DOMAIN = ".hosp.example.jp";

  private WindowsEvents() {}

  /** One JSON object. */
  static String winlogbeat(Doing.Windows doing, long number) {
    String computer = json(doing.computer() + DOMAIN);
    return ("{\"@timestamp\":\"%s\",\"agent\":{\"hostname\":%s,\"type\":\"winlogbeat\",\"version\":\"8.15.3\"},"
            + "\"message\":%s,\"winlog\":{\"channel\":%s,\"computer_name\":%s,\"event_data\":%s,"
            + "\"event_id\":\"%d\",\"keywords\":[\"%s\"],\"provider_name\":%s,\"record_id\":%d}}")
        .formatted(
            Stamps.utc(doing.at()),
            json(doing.computer()),
            json(doing.message()),
            json(doing.origin().channel()),
            computer,
            json(doing.data()),
            doing.id(),
            doing.id() == 4625 ? "失敗の監査" : "成功の監査",
            json(doing.origin().provider()),
            number);
  }

  /** One {@code <Event>} in one line. */
  static String xmlEvent(Doing.Windows doing, long number) {
    StringBuilder data = new StringBuilder();
    doing
        .data()
        .forEach(
            (name, value) -> data.append("<Data Name='%s'>%s</Data>".formatted(name, xml(value))));
    return ("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='%s'/>"
            + "<EventID>%d</EventID><Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime='%s'/>"
            + "<EventRecordID>%d</EventRecordID><Channel>%s</Channel><Computer>%s</Computer>"
            + "<Security UserID='S-1-5-18'/></System><EventData>%s</EventData></Event>")
        .formatted(
            doing.origin().provider(),
            doing.id(),
            Stamps.utc(doing.at()),
            number,
            doing.origin().channel(),
            doing.computer() + DOMAIN,
            data);
  }
}
