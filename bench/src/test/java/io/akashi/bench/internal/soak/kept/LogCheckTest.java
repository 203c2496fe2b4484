package io.akashi.bench.internal.soak.kept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.bench.internal.soak.sent.LineId;
import io.akashi.bench.internal.soak.sent.Note;
import io.akashi.bench.internal.soak.sent.Note.Acknowledged;
import io.akashi.bench.internal.soak.sent.SoakLines;
import io.akashi.bench.internal.soak.sent.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison of a soak sees what it is there to see. */
final class LogCheckTest {
  private static final String BOOK = "clinical";
  private static final long HTTP = LineId.stream(Way.HTTP_EHR, 1, 0);
  private static final long TCP = LineId.stream(Way.TCP_OCTET, 1, 0);
  private static final long RSYSLOG = LineId.stream(Way.RSYSLOG, 0, 0);

  private final List<Note> notes = new ArrayList<>();
  private final List<byte[]> log = new ArrayList<>();

  /** Keeps the lines of a body; the index of its first line. */
  private long keepBody(long request) {
    long first = log.size();
    for (int i = 0; i < LineId.lines(HTTP, request); i++) {
      log.add(SoakLines.payload(HTTP * LineId.NUMBERS + request * LineId.MOST_LINES + i));
    }
    return first;
  }

  private void acknowledgeBody(long request) {
    notes.add(new Note.Tried(HTTP, request));
    notes.add(new Acknowledged(HTTP, request, keepBody(request), LineId.lines(HTTP, request)));
  }

  private void keepLine(long stream, long number) {
    log.add(SoakLines.payload(stream * LineId.NUMBERS + number));
  }

  private List<String> violations() {
    LogCheck check = new LogCheck(notes);
    List<Violation> found = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      check.take(new Kept(BOOK, i, log.get(i))).ifPresent(found::add);
    }
    found.addAll(check.end(BOOK, log.size()));
    return found.stream().map(Violation::what).toList();
  }

  private Tally tally(Way way) {
    LogCheck check = new LogCheck(notes);
    for (int i = 0; i < log.size(); i++) {
      check.take(new Kept(BOOK, i, log.get(i)));
    }
    return check.tallies().stream().filter(t -> t.way() == way).findFirst().orElseThrow();
  }

  @Test
  void findsNothingWrongWithALogThatKeepsWhatWasAcknowledged() {
    acknowledgeBody(0);
    acknowledgeBody(1);
    notes.add(new Note.Opened(TCP));
    keepLine(TCP, 0);
    keepLine(TCP, 1);

    assertThat(violations()).isEmpty();
    assertThat(tally(Way.HTTP_EHR).kept()).isEqualTo(LineId.lines(HTTP, 0) + LineId.lines(HTTP, 1));
    assertThat(tally(Way.HTTP_EHR).lost()).isZero();
  }

  @Test
  void findsAnAcknowledgedBodyThatIsGone() {
    acknowledgeBody(0);
    acknowledgeBody(1);
    log.subList(LineId.lines(HTTP, 0), log.size()).clear();

    assertThat(violations()).anyMatch(what -> what.contains("acknowledged and not there"));
  }

  @Test
  void findsAnAcknowledgedLineThatIsGone() {
    acknowledgeBody(0);
    acknowledgeBody(1);
    log.remove(0);

    assertThat(violations()).anyMatch(what -> what.contains("is not that line"));
  }

  @Test
  void findsTwoAcknowledgedBodiesThatChangedPlaces() {
    acknowledgeBody(0);
    acknowledgeBody(1);
    List<byte[]> first = new ArrayList<>(log.subList(0, LineId.lines(HTTP, 0)));
    log.subList(0, first.size()).clear();
    log.addAll(first);

    assertThat(violations()).anyMatch(what -> what.contains("is not that line"));
  }

  @Test
  void findsAChangedByte() {
    notes.add(new Note.Opened(TCP));
    keepLine(TCP, 0);
    byte[] line = log.get(0).clone();
    line[5] ^= 1;
    log.set(0, line);

    assertThat(violations()).anyMatch(what -> what.contains("not the bytes that were sent"));
  }

  @Test
  void findsALineThatNobodySent() {
    keepLine(TCP, 0);

    assertThat(violations()).anyMatch(what -> what.contains("nobody sent this line"));
  }

  @Test
  void findsAnEntryThatIsNoLine() {
    log.add("something else".getBytes(UTF_8));

    assertThat(violations()).anyMatch(what -> what.contains("neither a line that was sent"));
  }

  @Test
  void findsAnAcknowledgementOfFewerLinesThanTheBodyHad() {
    keepBody(0);
    notes.add(new Note.Tried(HTTP, 0));
    notes.add(new Acknowledged(HTTP, 0, 0, LineId.lines(HTTP, 0) - 1));

    assertThat(violations()).anyMatch(what -> what.contains("the body had"));
  }

  @Test
  void findsHalfABodyEvenWhenNobodyAcknowledgedIt() {
    notes.add(new Note.Tried(HTTP, 0));
    keepBody(0);
    log.removeLast();

    assertThat(violations()).anyMatch(what -> what.contains("ends with line"));
  }

  @Test
  void findsABodyThatIsKeptTwiceInSpiteOfItsKey() {
    keepBody(0);
    acknowledgeBody(0);

    assertThat(violations()).anyMatch(what -> what.contains("is kept twice"));
    assertThat(tally(Way.HTTP_EHR).twice()).isEqualTo(LineId.lines(HTTP, 0));
  }

  @Test
  void findsAGapInAConnection() {
    notes.add(new Note.Opened(TCP));
    keepLine(TCP, 0);
    keepLine(TCP, 2);

    assertThat(violations()).anyMatch(what -> what.contains("goes on with line 2"));
  }

  @Test
  void findsALineOfAConnectionThatIsKeptTwice() {
    notes.add(new Note.Opened(TCP));
    keepLine(TCP, 0);
    keepLine(TCP, 0);

    assertThat(violations()).anyMatch(what -> what.contains("goes on with line 0"));
  }

  @Test
  void allowsTheBeginningOfTheLineInWhichAConnectionBroke() {
    notes.add(new Note.Opened(TCP));
    notes.add(new Note.Written(TCP, 2));
    keepLine(TCP, 0);
    log.add(Arrays.copyOf(SoakLines.payload(TCP * LineId.NUMBERS + 1), 30));

    assertThat(violations()).isEmpty();
    assertThat(tally(Way.TCP_OCTET).torn()).isEqualTo(1);
    assertThat(tally(Way.TCP_OCTET).lost()).isEqualTo(1);
  }

  @Test
  void findsALineBehindTheOneInWhichItsConnectionBroke() {
    notes.add(new Note.Opened(TCP));
    log.add(Arrays.copyOf(SoakLines.payload(TCP * LineId.NUMBERS), 30));
    keepLine(TCP, 0);

    assertThat(violations()).anyMatch(what -> what.contains("torn"));
  }

  @Test
  void countsWhatAForeignSenderRepeatsAndLoses() {
    notes.add(new Note.Written(RSYSLOG, 4));
    keepLine(RSYSLOG, 0);
    keepLine(RSYSLOG, 2);
    keepLine(RSYSLOG, 2);

    assertThat(violations()).isEmpty();
    assertThat(tally(Way.RSYSLOG)).isEqualTo(new Tally(Way.RSYSLOG, 4, 0, 2, 1, 0));
  }
}
