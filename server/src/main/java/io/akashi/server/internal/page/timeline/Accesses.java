package io.akashi.server.internal.page.timeline;

import io.akashi.event.Column;
import io.akashi.server.internal.page.events.People;
import io.akashi.server.internal.page.events.Places;
import io.akashi.server.internal.page.events.VisibleText;
import io.akashi.store.Tally;
import io.akashi.store.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each user did it, and each department, as the registers say today.
 *
 * @param users the most frequent first, at most {@value #MOST}
 * @param departments the most frequent first
 * @param without events that name no user
 * @param others events of further users
 */
record Accesses(List<Of> users, List<Of> departments, long without, long others) {
  static final int MOST = 200;
  static final Tally.By BY_USER = new Tally.ByValue(Column.USER_ID, MOST);

  /**
   * One user or department.
   *
   * @param id user id, or the department; empty when not known
   * @param who what the registers say of the user
   * @param href page of the user; empty for a department
   */
  record Of(String id, People.Who who, long events, String href) {}

  static Accesses of(View view, People people) {
    Tally tally = view.tally(BY_USER);
    List<Of> users = new ArrayList<>();
    Map<String, Long> departments = new TreeMap<>();
    for (Tally.Row row : tally.rows()) {
      People.Who who = people.of(row.key());
      users.add(
          new Of(
              VisibleText.line(row.key()),
              who,
              row.events(),
              Places.of(Column.USER_ID, row.key()).orElse("")));
      departments.merge(who.department(), row.events(), Long::sum);
    }
    List<Of> summed =
        departments.entrySet().stream()
            .map(each -> new Of(each.getKey(), People.Who.UNKNOWN, each.getValue(), ""))
            .sorted(Comparator.comparingLong(Of::events).reversed())
            .toList();
    return new Accesses(users, summed, tally.without(), tally.others());
  }
}
