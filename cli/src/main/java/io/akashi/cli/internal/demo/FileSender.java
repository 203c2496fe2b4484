package io.akashi.cli.internal.demo;

import io.akashi.event.EntryUnit;
import io.akashi.event.SourceId;
import io.akashi.hospital.LogSystem;
import io.akashi.hospital.Message;
import io.akashi.intake.FileImport;
import io.akashi.intake.ImportListener;
import io.akashi.intake.ImportOptions;
import io.akashi.intake.ImportPosition;
import io.akashi.server.House;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Writes the files that a hospital would copy over, and imports them. */
final class FileSender {
  private static final ImportListener SILENT =
      new ImportListener() {
        @Override
        public void durable(ImportPosition position) {}

        @Override
        public void progress(long bytesDone, long bytesTotal, long records) {}
      };

  private final House house;
  private final Path folder;

  FileSender(House house, Path folder) {
    this.house = house;
    this.folder = folder;
  }

  /** Returns when the messages are durable; the file is gone then. */
  void send(LogSystem system, List<Message> messages, String name)
      throws IOException, InterruptedException, ExecutionException {
    boolean xml = system.format().equals("windows-xml");
    Path file = Files.createDirectories(folder).resolve(name + (xml ? ".xml" : ".csv"));
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write((xml ? "<Events>\n" : "").getBytes(StandardCharsets.UTF_8));
      for (Message message : messages) {
        out.write(message.octets());
        out.write('\n');
      }
      out.write((xml ? "</Events>\n" : "").getBytes(StandardCharsets.UTF_8));
    }
    EntryUnit unit = xml ? EntryUnit.XML_ELEMENT : EntryUnit.CSV_RECORD;
    ImportOptions options = ImportOptions.of(file, new SourceId(system.source()), unit, null);
    new FileImport(options, house.sink(), SILENT, InstantSource.system())
        .run(FileImport.begin(options), 0);
    Files.delete(file);
  }
}
