package io.akashi.event.sniff;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the layouts into {@code src/test/resources/sniff}: {@code log.*} and {@code truth.yaml}
 * each. Run it after a change of a layout, from the folder of the module.
 */
final class LayoutWriter {
  private LayoutWriter() {}

  /** The layouts that were written down before the sniffer. */
  static List<Layout> first() {
    return Stream.of(EhrLayouts.all(), DepartmentLayouts.all(), NetworkLayouts.all())
        .flatMap(List::stream)
        .toList();
  }

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args.length > 0 ? args[0] : "src/test/resources/sniff");
    List<Layout> all =
        Stream.of(first(), HoldOutLayouts.all(), FreshLayouts.all()).flatMap(List::stream).toList();
    for (Layout layout : all) {
      Path folder = Files.createDirectories(root.resolve(layout.name()));
      Files.write(folder.resolve(layout.file()), layout.log());
      Files.writeString(folder.resolve("truth.yaml"), layout.truth(), UTF_8);
    }
  }
}
