package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.SENDER;
import static io.akashi.server.HouseFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Configuration;
import io.akashi.server.config.Sha256;
import io.akashi.store.Book;
import io.akashi.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is handed in twice with the same key is stored once. */
class IdempotencyTest {
  private static final String LAB = "the-token-of-the-laboratory";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "akashi.tokens.lab.sha256",
          Sha256.of(LAB).hex(),
          "akashi.tokens.lab.role",
          "sender",
          "akashi.tokens.lab.source",
          "lab",
          "akashi.sources.lab.book",
          "clinical");

  @TempDir Path folder;

  private HouseFixture open() throws Exception {
    return HouseFixture.open(folder, SETTINGS);
  }

  private static HttpResponse<byte[]> hand(HouseFixture house, String key, String body)
      throws IOException, InterruptedException {
    return house.post(
        SENDER,
        "/intake/v1/ehr",
        body.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "text/plain",
        "Idempotency-Key",
        key);
  }

  private static long stored(HouseFixture house) throws Exception {
    return house.house().store().status().books().stream()
        .filter(book -> book.book() == Book.CLINICAL)
        .findFirst()
        .orElseThrow()
        .durable();
  }

  @Test
  void answersARepeatedKeyWithTheSameRange() throws Exception {
    try (HouseFixture house = open()) {
      hand(house, "before", "x\n");
      HttpResponse<byte[]> first = hand(house, "\"one two=%\"", "a\nb\nc\n");
      HttpResponse<byte[]> again = hand(house, "\"one two=%\"", "a\nb\nc\n");

      assertThat(text(first)).isEqualTo("{\"book\":\"clinical\",\"first\":1,\"count\":3}");
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(text(again)).isEqualTo(text(first));
      assertThat(stored(house)).isEqualTo(4);
    }
  }

  @Test
  void writesTheKeyIntoTheFirstEntryOfTheBatch() throws Exception {
    try (HouseFixture house = open()) {
      hand(house, "\"one two=%\"", "a\nb\n");

      assertThat(house.text(AUDITOR, "/api/v1/entries/clinical/0"))
          .contains(
              " idem=one%20two%3D%25 idem-sha256=911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2 idem-count=2");
      assertThat(house.text(AUDITOR, "/api/v1/entries/clinical/1")).doesNotContain("idem");
    }
  }

  @Test
  void knowsABodyAgainThatIsPackedInAnotherWay() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
    }
    try (HouseFixture house = open()) {
      HttpResponse<byte[]> first = hand(house, "k", "a\nb\n");
      HttpResponse<byte[]> again =
          house.post(
              SENDER,
              "/intake/v1/ehr",
              packed.toByteArray(),
              "Content-Encoding",
              "gzip",
              "Idempotency-Key",
              "k");

      assertThat(text(again)).isEqualTo(text(first));
    }
  }

  @Test
  void refusesAKnownKeyWithAnotherBody() throws Exception {
    try (HouseFixture house = open()) {
      hand(house, "k", "a\n");
      HttpResponse<byte[]> other = hand(house, "k", "a\n\n");

      assertThat(other.statusCode()).isEqualTo(422);
      assertThat(text(other)).contains("another body");
      assertThat(stored(house)).isEqualTo(1);
    }
  }

  @Test
  void refusesWhatIsNoKey() throws Exception {
    try (HouseFixture house = open()) {
      assertThat(hand(house, "\"open", "a\n").statusCode()).isEqualTo(400);
      assertThat(hand(house, "k".repeat(257), "a\n").statusCode()).isEqualTo(400);
      assertThat(stored(house)).isZero();
    }
  }

  @Test
  void keepsTheKeysOfSourcesApart() throws Exception {
    try (HouseFixture house = open()) {
      hand(house, "k", "a\n");
      HttpResponse<byte[]> lab =
          house.post(
              LAB,
              "/intake/v1/lab",
              "b\n".getBytes(StandardCharsets.UTF_8),
              "Idempotency-Key",
              "k");

      assertThat(text(lab)).contains("\"first\":1");
    }
  }

  @Test
  void storesOnceWhatComesManyTimesAtTheSameTime() throws Exception {
    int senders = 8;
    int keys = 10;
    try (HouseFixture house = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int k = 0; k < keys; k++) {
        String key = "key-" + k;
        CountDownLatch together = new CountDownLatch(senders);
        Callable<String> send =
            () -> {
              together.countDown();
              together.await();
              return text(hand(house, key, "a\nb\n"));
            };
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
          answers.add(threads.submit(send));
        }
        Set<String> different = new HashSet<>();
        for (Future<String> answer : answers) {
          different.add(answer.get());
        }
        assertThat(different)
            .containsExactly("{\"book\":\"clinical\",\"first\":%d,\"count\":2}".formatted(2 * k));
      }
      assertThat(stored(house)).isEqualTo(2L * keys);
    }
  }

  @Test
  void knowsTheKeysAfterARestart() throws Exception {
    String first;
    String sealed;
    try (HouseFixture house = open()) {
      sealed = text(hand(house, "sealed", "a\n".repeat(256)));
    }
    seal();
    try (HouseFixture house = open()) {
      first = text(hand(house, "\"%= \"", "a\nb\nc\n"));
    }
    try (HouseFixture house = open()) {
      assertThat(text(hand(house, "\"%= \"", "a\nb\nc\n"))).isEqualTo(first);
      assertThat(text(hand(house, "sealed", "a\n".repeat(256)))).isEqualTo(sealed);
      assertThat(hand(house, "sealed", "other\n").statusCode()).isEqualTo(422);
      assertThat(text(hand(house, "new", "a\n"))).contains("\"first\":259");
      assertThat(stored(house)).isEqualTo(260);
    }
  }

  /** Brings everything from the journal into a segment. */
  private void seal() throws Exception {
    Configuration configuration = HouseFixture.configuration(folder, SETTINGS);
    Sources sources = Sources.of(configuration, House.decoders(configuration));
    try (Store store =
        Store.open(House.storeOptions(configuration, sources).background(false).build())) {
      store.step();
      store.seal();
      assertThat(store.status().books())
          .filteredOn(book -> book.book() == Book.CLINICAL)
          .allMatch(book -> book.sealed() == 256);
    }
  }
}
