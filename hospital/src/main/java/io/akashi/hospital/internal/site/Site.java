package io.akashi.hospital.internal.site;

import io.akashi.hospital.Department;
import io.akashi.hospital.Employee;
import io.akashi.hospital.Job;
import io.akashi.hospital.Server;
import io.akashi.hospital.Terminal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that stands for years. Immutable.
 *
 * @param seed what everything is drawn from
 * @param staff who works here
 * @param leavers who left
 */
public record Site(
    long seed,
    List<Employee> staff,
    List<Employee> leavers,
    List<Terminal> terminals,
    List<Server> servers,
    Patients patients,
    Map<Department, List<Terminal>> terminalsOf) {

  /** The hospital of that seed as it is on that day. */
  public static Site of(long seed, LocalDate lastDay) {
    List<Terminal> terminals = Machines.terminals();
    Map<Department, List<Terminal>> byDepartment = new HashMap<>();
    for (Department department : Departments.ALL) {
      byDepartment.put(
          department,
          terminals.stream().filter(each -> each.department().equals(department)).toList());
    }
    return new Site(
        seed,
        Staffing.staff(seed, lastDay),
        Staffing.leavers(seed, lastDay),
        terminals,
        Machines.servers(),
        new Patients(seed),
        Map.copyOf(byDepartment));
  }

  /** The PCs of a department. */
  public List<Terminal> terminals(Department department) {
    return terminalsOf.getOrDefault(department, List.of());
  }

  /** The server of that name. */
  public Server server(String name) {
    return servers.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** The people of one profession in the department of that code, in their order. */
  public List<Employee> people(int department, Job job) {
    return staff.stream()
        .filter(each -> each.department().code() == department && each.job() == job)
        .toList();
  }
}
