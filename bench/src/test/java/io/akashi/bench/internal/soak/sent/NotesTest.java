package io.akashi.bench.internal.soak.sent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotesTest {
  private static final long STREAM = LineId.stream(Way.TLS, 3, 4);

  @TempDir Path folder;

  @Test
  void givesEachNoteOnceAndInOrder() throws IOException {
    Notes notes = new Notes(folder);
    Note opened = new Note.Opened(STREAM);
    Note written = new Note.Written(STREAM, 17);
    Note tried = new Note.Tried(STREAM, 5);
    Note acknowledged = new Note.Acknowledged(STREAM, 5, 4711, 20);
    Note pushedBack = new Note.PushedBack(STREAM, 503);
    try (Notebook notebook = Notebook.open(folder.resolve("one"))) {
      notebook.write(opened);
      notebook.write(written);
      assertThat(notes.next()).containsExactly(opened, written);
      notebook.write(tried);
      notebook.write(acknowledged);
      notebook.write(pushedBack);
    }
    assertThat(notes.next()).containsExactly(tried, acknowledged, pushedBack);
    assertThat(notes.next()).isEmpty();
  }

  @Test
  void waitsForTheEndOfANoteThatIsBeingWritten() throws IOException {
    Notes notes = new Notes(folder);
    Path file = Files.writeString(folder.resolve("one"), "O 12\nA 1 2 3");
    assertThat(notes.next()).containsExactly(new Note.Opened(12));
    Files.writeString(file, "4 5\n", StandardOpenOption.APPEND);
    assertThat(notes.next()).containsExactly(new Note.Acknowledged(1, 2, 34, 5));
  }
}
