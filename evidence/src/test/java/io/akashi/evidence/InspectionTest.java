package io.akashi.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.akashi.evidence.Answer.Shown;
import io.akashi.reconcile.Case;
import io.akashi.reconcile.CaseState;
import io.akashi.reconcile.Finding;
import io.akashi.register.Account;
import io.akashi.register.Limit;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item 2-(5), from the registers and the log to the answer and back to the day it was given. */
class InspectionTest {
  private static final Look LOOK = new Look("ito", "auditor", "test", "");
  private static final LocalDate LEFT = LocalDate.of(2026, 10, 31);

  @TempDir Path data;
  private Ward ward;

  @BeforeEach
  void open() throws Exception {
    ward = new Ward(data);
  }

  @AfterEach
  void close() {
    ward.close();
  }

  /** A hospital of two, both here, both at work, all approved. */
  private void orderly() throws Exception {
    ward.person("S1", null);
    ward.person("S2", null);
    ward.account("n001", "S1", true);
    ward.account("n002", "S2", true);
    ward.approve("account.unused.days", 90);
    ward.use("n001");
    ward.use("n002");
  }

  @Test
  void isFulfilledWhenEveryAccountHasItsPersonAndItsUse() throws Exception {
    orderly();
    Answer answer = ward.answer();
    assertThat(answer.reasons()).isEmpty();
    assertThat(answer.state()).isEqualTo(AnswerState.FULFILLED);
    assertThat(answer.population()).isEqualTo(2 + 0 + 2 + 2);
    assertThat(answer.ages()).allMatch(Answer.Age::fresh).hasSize(3);
    assertThat(answer.ages())
        .filteredOn(age -> age.of().startsWith("log"))
        .extracting(Answer.Age::oldest, Answer.Age::newest)
        .containsExactly(tuple(ward.now, ward.now));
    assertThat(answer.limits()).containsExactly("account.unused.days=90 院長 2026-04-01");
  }

  @Test
  void hasNoEvidenceInAnEmptyHouse() throws Exception {
    Answer answer = ward.answer();
    assertThat(answer.state()).isEqualTo(AnswerState.NO_EVIDENCE);
    assertThat(answer.state().onSheet()).isEqualTo("いいえ");
    assertThat(answer.reasons()).anyMatch(reason -> reason.contains("akashi register import"));
  }

  @Test
  void namesAccountsOfLeaversAndTheirUse() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    assertThat(ward.openFindings())
        .containsExactly("account-of-leaver@1 電子カルテ n002", "use-after-end@2 電子カルテ n002 2026-11-20");
    Answer answer = ward.answer();
    assertThat(answer.state()).isEqualTo(AnswerState.NOT_FULFILLED);
    Finding used = answer.open().getLast().finding();
    assertThat(used.ja()).contains("n002", "山田 太郎", "退職日", "2026-10-31", "2026-11-20 10:00");
    assertThat(used.events()).containsExactly(new Finding.EventRef(Book.CLINICAL, 1, 0));
    assertThat(used.rows()).extracting(Finding.RowRef::register).contains("accounts", "people");
  }

  @Test
  void resolvesByItselfWhatIsNoLongerFound() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    Case before = ward.answer().open().getFirst();
    ward.account("n002", "S2", false);
    assertThat(ward.openFindings()).containsExactly("use-after-end@2 電子カルテ n002 2026-11-20");
    assertThat(ward.inspection.cases().find(before.finding().id()))
        .hasValueSatisfying(now -> assertThat(now.state()).isEqualTo(CaseState.RESOLVED));
  }

  @Test
  void countsWhatAPersonAcceptedUntilTheDayIsOver() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    ward.account("n002", "S2", false);
    String id = ward.answer().open().getFirst().finding().id();
    ward.inspection.cases().accept(id, "ito", "引継ぎのため本人が使用", LocalDate.of(2026, 11, 21));
    assertThat(ward.answer().state()).isEqualTo(AnswerState.FULFILLED);
    ward.pass(Duration.ofDays(2));
    assertThat(ward.openFindings()).containsExactly("use-after-end@2 電子カルテ n002 2026-11-20");
  }

  @Test
  void takesNoDecisionThatIsOverAlready() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    String id = ward.answer().open().getFirst().finding().id();
    LocalDate today = LocalDate.of(2026, 11, 20);
    LocalDate over = today.minusDays(1);
    long house = houseEnd();
    assertThatThrownBy(() -> ward.inspection.accept(id, "ito", "確認済み", over))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-11-19");
    assertThatThrownBy(() -> ward.inspection.exempt(Ward.DUTY, "sato", "ない", "院長", over))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(houseEnd()).isEqualTo(house);
    ward.inspection.accept(id, "ito", "確認済み", today);
    assertThat(ward.answer().open()).hasSize(1);
  }

  @Test
  void takesAUseAfterTheAcceptedOneForANewFinding() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    ward.account("n002", "S2", false);
    String id = ward.answer().open().getFirst().finding().id();
    ward.inspection.accept(id, "ito", "引継ぎのため本人が使用", LocalDate.of(2027, 3, 31));
    ward.pass(Duration.ofDays(1));
    ward.use("n002");
    assertThat(ward.openFindings()).containsExactly("use-after-end@2 電子カルテ n002 2026-11-21");
  }

  @Test
  void namesIdsThatNoRegisterKnows() throws Exception {
    orderly();
    ward.use("X999");
    ward.use("failed", "serious", 3);
    ward.use("N001");
    assertThat(ward.openFindings())
        .as("the failed logon is no use, and N001 is n001 in capitals")
        .containsExactly("id-without-account@1 電子カルテ X999");
  }

  @Test
  void namesAccountsThatNobodyUsed() throws Exception {
    orderly();
    ward.pass(Duration.ofDays(91));
    ward.use("n001");
    assertThat(ward.openFindings()).containsExactly("account-unused@1 電子カルテ n002");
  }

  @Test
  void doesNotJudgeWhatItCannotKnow() throws Exception {
    orderly();
    ward.account("放射線", "r001", "S1", true);
    Answer answer = ward.answer();
    assertThat(answer.state()).isEqualTo(AnswerState.NO_EVIDENCE);
    assertThat(answer.reasons()).hasSize(1).first().asString().contains("放射線 r001");
    ward.account(Ward.EHR, "admin", null, true);
    assertThat(ward.answer().reasons()).anyMatch(why -> why.contains("admin"));
  }

  @Test
  void needsAnApprovedLimit() throws Exception {
    orderly();
    ward.registers.close(Limit.class, List.of("account.unused.days"), Ward.CLERK);
    Answer answer = ward.answer();
    assertThat(answer.state()).isEqualTo(AnswerState.NO_EVIDENCE);
    assertThat(answer.reasons()).anyMatch(why -> why.contains("account.unused.days"));
  }

  @Test
  void saysOfWhichSystemThereIsNoListOfAccounts() throws Exception {
    ward.person("S1", null);
    ward.account("放射線", "r1", "S1", true);
    ward.approve("account.unused.days", 90);
    ward.use("n001");
    Answer answer = ward.answer();
    assertThat(answer.state()).isEqualTo(AnswerState.NO_EVIDENCE);
    assertThat(answer.reasons()).anyMatch(why -> why.contains("電子カルテ: このシステムのアカウント台帳がありません"));
  }

  @Test
  void countsNoLimitOfFreshnessThatIsNotInForce() throws Exception {
    orderly();
    LocalDate today = LocalDate.of(2026, 11, 20);
    ward.pass(Duration.ofDays(8));
    ward.limit(new Limit("log.fresh.days", 3650, "日", "院長", today, today.plusDays(7)));
    assertThat(ward.answer().state()).as("run out").isEqualTo(AnswerState.STALE);
    ward.limit(new Limit("log.fresh.days", 3650, "日", "院長", today.plusDays(9), null));
    assertThat(ward.answer().state()).as("not yet").isEqualTo(AnswerState.STALE);
    ward.limit(new Limit("log.fresh.days", 3650, "日", "院長", today.plusDays(8), null));
    assertThat(ward.answer().state()).isEqualTo(AnswerState.FULFILLED);
  }

  @Test
  void takesNoLogonOnADayToComeForUse() throws Exception {
    orderly();
    LocalDate toCome = LocalDate.of(2099, 1, 1);
    ward.registers.put(
        new Account("放射線", "r1", "S1", null, null, null, null, null, true, null, toCome, null),
        Ward.CLERK);
    assertThat(ward.answer().reasons()).hasSize(1).first().asString().contains("放射線 r1");
  }

  @Test
  void computesThePastInTheZoneOfThen() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    Answer then = ward.answer();
    Inspection elsewhere =
        Inspection.open(ward.store(), ward.registers, () -> ward.now, ZoneId.of("UTC"));
    Shown again = elsewhere.answer(LOOK, Ward.DUTY, ward.now).orElseThrow();
    assertThat(again.answer().digest()).isEqualTo(then.digest());
  }

  @Test
  void keepsFindingsOfVeryLongNames() throws Exception {
    orderly();
    ward.use("x".repeat(200_000));
    Answer then = ward.answer();
    assertThat(then.open()).hasSize(1);
    ward.restart();
    assertThat(ward.answer().digest()).isEqualTo(then.digest());
  }

  @Test
  void growsStaleOnTheDayItsProofDoes() throws Exception {
    orderly();
    assertThat(ward.answer().state()).isEqualTo(AnswerState.FULFILLED);
    ward.pass(Duration.ofDays(31));
    ward.use("n001");
    ward.use("n002");
    assertThat(ward.answer().state()).isEqualTo(AnswerState.FULFILLED);
    ward.pass(Duration.ofDays(1));
    Answer answer = ward.answer();
    assertThat(answer.state()).isEqualTo(AnswerState.STALE);
    assertThat(answer.reasons()).hasSize(2).allMatch(why -> why.contains("31 日より古く"));
  }

  @Test
  void isNotFresherForAListThatIsNotWhole() throws Exception {
    orderly();
    ward.list("S1,A科", "S2,B科");
    ward.pass(Duration.ofDays(20));
    ward.list("S1,C科");
    assertThat(ward.answer().ages())
        .filteredOn(age -> age.of().equals("people"))
        .extracting(Answer.Age::newest)
        .containsExactly(ward.now.minus(Duration.ofDays(20)));
    ward.list("S1,C科", "S2,B科");
    assertThat(ward.answer().ages())
        .filteredOn(age -> age.of().equals("people"))
        .extracting(Answer.Age::newest)
        .containsExactly(ward.now);
  }

  @Test
  void isExemptOnlyUntilTheEndOfItsReason() throws Exception {
    ward.answer();
    ward.inspection.exempt(Ward.DUTY, "sato", "医療情報システムがない", "院長", LocalDate.of(2026, 11, 21));
    assertThat(ward.answer().state()).isEqualTo(AnswerState.EXEMPT);
    ward.pass(Duration.ofDays(2));
    assertThat(ward.answer().state()).isEqualTo(AnswerState.NO_EVIDENCE);
  }

  @Test
  void computesThePastAgainAndItIsEqual() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    Answer then = ward.answer();
    Instant moment = ward.now;
    ward.pass(Duration.ofDays(3));
    ward.account("n002", "S2", false);
    ward.use("n001");
    ward.use("X1");
    for (Case each : ward.answer().open()) {
      ward.inspection.cases().accept(each.finding().id(), "ito", "確認済み", LocalDate.of(2027, 1, 1));
    }
    assertThat(ward.answer().digest()).isNotEqualTo(then.digest());
    Shown again = ward.inspection.answer(LOOK, Ward.DUTY, moment).orElseThrow();
    assertThat(again.answer().state()).isEqualTo(AnswerState.NOT_FULFILLED);
    assertThat(again.answer().open()).hasSize(2);
    assertThat(again.answer().digest()).isEqualTo(then.digest());
    assertThat(again.recorded()).contains(then.digest());
    assertThat(ward.inspection.answer(LOOK, Ward.DUTY, moment.minusSeconds(1))).isEmpty();
  }

  @Test
  void givesTheSameAnswerAfterARestartWithoutDerivedFiles() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    ward.use("n001", "success", 300);
    ward.store().seal();
    Answer before = ward.answer();
    ward.inspection.sign(Ward.DUTY, false, "ito", "10月の退職者を確認中");
    ward.close();
    deleteAll(data.resolve("derived"));
    ward = ward(data);
    Answer after = ward.answer();
    assertThat(after.state()).isEqualTo(before.state());
    assertThat(after.digest()).isEqualTo(before.digest());
    Shown shown = ward.inspection.answers().get(Ward.DUTY.id());
    assertThat(shown.signed())
        .hasValueSatisfying(signed -> {
          assertThat(signed.yes()).isFalse();
          assertThat(signed.by()).isEqualTo("ito");
          assertThat(signed.digest()).isEqualTo(before.digest());
        });
  }

  @Test
  void countsInACopyWhatIsFoundAgainThoughItWasResolved() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    ward.account("n002", "S2", false);
    ward.inspection.accept(
        ward.answer().open().getFirst().finding().id(), "ito", "確認", LocalDate.of(2027, 1, 1));
    assertThat(ward.answer().state()).isEqualTo(AnswerState.FULFILLED);
    ward.account("n002", "S2", true);
    assertThat(ward.openFindings()).containsExactly("account-of-leaver@1 電子カルテ n002");
    ward.account("n002", "S2", false);
    assertThat(ward.answer().state()).isEqualTo(AnswerState.FULFILLED);
    ward.account("n002", "S2", true);
    Instant now = ward.now;
    ward.close();
    ward = new Ward(data, StoreOptions.Mode.READ_ONLY);
    ward.now = now;
    assertThat(ward.openFindings()).containsExactly("account-of-leaver@1 電子カルテ n002");
  }

  @Test
  void writesNothingWhenNothingChanged() throws Exception {
    orderly();
    ward.person("S2", LEFT);
    ward.answer();
    long house = houseEnd();
    assertThat(ward.inspection.follow()).isFalse();
    ward.use("n001");
    assertThat(ward.inspection.follow()).isTrue();
    assertThat(houseEnd()).isEqualTo(house);
  }

  @Test
  void recordsWhoLookedOnceForAWhile() throws Exception {
    ward.answer();
    long house = houseEnd();
    assertThat(ward.inspection.answer(LOOK, Ward.DUTY)).isPresent();
    assertThat(ward.inspection.answer(LOOK, Ward.DUTY)).isPresent();
    assertThat(houseEnd()).isEqualTo(house + 1);
    ward.pass(Duration.ofMinutes(11));
    ward.inspection.answer(LOOK, Ward.DUTY, ward.now);
    assertThat(houseEnd()).isEqualTo(house + 2);
  }

  private long houseEnd() throws Exception {
    return ward.store().status().books().stream()
        .filter(each -> each.book() == Book.HOUSE)
        .findFirst()
        .orElseThrow()
        .durable();
  }

  private static Ward ward(Path data) throws Exception {
    return new Ward(data);
  }

  private static void deleteAll(Path folder) throws Exception {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
