package io.akashi.bench.internal.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A memory control group of Linux (cgroup v1 or v2) for one process, as a container would have it:
 * its limit is what the virtual machine takes for the memory of the machine. Needs root.
 */
public final class ControlGroup implements AutoCloseable {
  private static final Path FIRST = Path.of("/sys/fs/cgroup/memory");
  private static final Path SECOND = Path.of("/sys/fs/cgroup");
  private static final String NAME = "akashi-bench-" + ProcessHandle.current().pid();

  private final Path folder;
  private final boolean second;

  private ControlGroup(Path folder, boolean second) {
    this.folder = folder;
    this.second = second;
  }

  /**
   * Memory of the processes of a group, in bytes.
   *
   * @param own what belongs to the processes alone (anonymous memory)
   * @param files pages of files that the kernel keeps for them and may drop
   */
  public record Memory(long own, long files) {}

  /**
   * A new group.
   *
   * @param limit of its memory in bytes
   * @throws IOException where the kernel has none for us
   */
  public static ControlGroup make(long limit) throws IOException {
    boolean second = Files.exists(SECOND.resolve("cgroup.controllers"));
    Path parent = second ? SECOND : FIRST;
    if (!Files.isWritable(parent.resolve("cgroup.procs"))) {
      throw new IOException(
          "cgroup を作れません（root で実行してください） / no control group can be made here: run as root");
    }
    ControlGroup group = new ControlGroup(Files.createDirectories(parent.resolve(NAME)), second);
    group.limit(limit);
    return group;
  }

  /**
   * Sets another limit; the kernel drops pages of files for it.
   *
   * @throws IOException when more than that is taken, and cannot be dropped
   */
  public void limit(long bytes) throws IOException {
    Path file = folder.resolve(second ? "memory.max" : "memory.limit_in_bytes");
    Files.writeString(file, Long.toString(bytes));
  }

  /** The command of a process that joins the group before it is anything else. */
  public List<String> inside(List<String> command) {
    List<String> joined = new ArrayList<>();
    joined.addAll(List.of("sh", "-c", "echo $$ > \"$0\" && exec \"$@\""));
    joined.add(folder.resolve("cgroup.procs").toString());
    joined.addAll(command);
    return joined;
  }

  /** What it takes now. */
  public Memory memory() throws IOException {
    Map<String, Long> values =
        Files.readAllLines(folder.resolve("memory.stat")).stream()
            .map(line -> line.split(" "))
            .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1])));
    return new Memory(
        values.getOrDefault(second ? "anon" : "rss", 0L),
        values.getOrDefault(second ? "file" : "cache", 0L));
  }

  /** Removes the group, whose processes have ended. */
  @Override
  public void close() throws IOException {
    Files.delete(folder);
  }
}
