package io.akashi.server.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the folder of an evidence package into one file, to be handed over by a browser. */
public final class PackedFolder {
  private PackedFolder() {}

  /** Writes all files of a folder into a zip file, and deletes the folder. */
  public static void pack(Path folder, Path zip) throws IOException {
    try (Stream<Path> all = Files.walk(folder);
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        out.putNextEntry(new ZipEntry("akashi-evidence/" + folder.relativize(file)));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    delete(folder);
  }

  /** Deletes a folder with everything in it; one that is not there is no mistake. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
