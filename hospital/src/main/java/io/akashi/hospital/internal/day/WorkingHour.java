package io.akashi.hospital.internal.day;

import io.akashi.hospital.Employee;
import io.akashi.hospital.Volume;
import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.site.Site;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The routine of one hour. */
public final class WorkingHour {
  private WorkingHour() {}

  /**
   * What happens as on any other day, in no order.
   *
   * @param hour when it begins
   */
  public static List<Doing> of(Site site, Volume volume, LocalDateTime hour) {
    List<Doing> doings = new ArrayList<>();
    Census census = new Census(site.seed(), site.patients(), hour.toLocalDate());
    Roster roster = new Roster(site.seed());
    ChartWork work = new ChartWork(site, census, doings::add);
    for (Employee employee : site.staff()) {
      if (roster.works(employee, hour)) {
        work.hour(employee, hour, volume.clinical());
      }
    }
    new Machinery(site, hour, doings::add).run(volume.infrastructure());
    return doings;
  }
}
