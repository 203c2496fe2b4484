package io.akashi.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: a note is read and written back to the same bytes, or it is malformed. */
@Tag("fuzz")
class SignedNoteFuzzTest {
  @FuzzTest(maxDuration = "10s")
  void readsNotesOrRefusesThem(byte[] bytes) {
    try {
      assertThat(SignedNote.parse(bytes).bytes()).isEqualTo(bytes);
    } catch (MalformedException e) {
      assertThat(e).hasMessageStartingWith("");
    }
  }
}
