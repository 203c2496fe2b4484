package io.akashi.server.internal.page.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.Book;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Conditions in an address. */
class FiltersTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  private static Filters with(String... pairs) {
    Filters filters = Filters.none(ZONE);
    for (int i = 0; i < pairs.length; i += 2) {
      filters = filters.with(pairs[i], pairs[i + 1]);
    }
    return filters;
  }

  @Test
  void aDayAsTheEndIncludesThatDayAndAFieldShowsTheMoment() {
    Filters filters = with("from", "2026-11-20 09:00", "to", "2026-11-20");
    assertThat(filters.query().from()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(filters.query().to()).isEqualTo(Instant.parse("2026-11-20T15:00:00Z"));
    assertThat(filters.time("from")).isEqualTo("2026-11-20T09:00:00");
    assertThat(filters.time("to")).isEqualTo("2026-11-21T00:00:00");
    assertThat(with("from", "2026-11-20T00:00:00Z").time("from")).isEqualTo("2026-11-20T09:00:00");
    assertThat(with("from", "昨日").time("from")).isEqualTo("昨日");
  }

  @Test
  void anAddressCarriesEveryConditionAndANewOneBeginsAtTheFirstPage() {
    Filters filters = with("patient", "1/2&3", "text", "山田 太郎").onPage("token");
    assertThat(filters.at("/search"))
        .isEqualTo(
            "/search?patient=1%2F2%263&text=%E5%B1%B1%E7%94%B0+%E5%A4%AA%E9%83%8E&page=token");
    assertThat(filters.with("kind", "read").text()).doesNotContain("page=");
    assertThat(filters.without("patient").at("/users?id=x")).startsWith("/users?id=x&text=");
  }

  @Test
  void aPageHasFiftyRowsUnlessTheAddressAsksForAnotherNumber() {
    assertThat(with("patient", "1").query().limit()).isEqualTo(50);
    assertThat(with("limit", "7").query().limit()).isEqualTo(7);
  }

  @Test
  void onlyWhoSaysWhereToLookFindsAkashisOwnEntries() {
    assertThat(with("patient", "1").query().scope().books())
        .containsExactlyInAnyOrder(Book.CLINICAL, Book.INFRASTRUCTURE);
    assertThat(with("book", "house").query().scope().books()).isEmpty();
    assertThat(with("with-looks", "1").leavesOwnOut()).isFalse();
  }
}
