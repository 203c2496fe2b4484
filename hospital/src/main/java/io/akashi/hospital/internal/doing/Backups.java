package io.akashi.hospital.internal.doing;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** What the backup says of its jobs. */
public final class Backups {
  private static final List<String> RESULTS = List.of("Success", "Warning", "Failed");

  private Backups() {}

  /** A job begins. */
  public static Doing started(LocalDateTime at, String job, String session) {
    return new Doing.Backup(
        at,
        110,
        List.of(
            Map.entry("JobSessionID", session),
            Map.entry("JobID", id(job)),
            Map.entry("JobType", "0"),
            Map.entry("Version", "1"),
            Map.entry("Description", "Backup job '" + job + "' has been started.")));
  }

  /** A job ends with {@code Success}, {@code Warning} or {@code Failed}. */
  public static Doing finished(LocalDateTime at, String job, String session, String result) {
    return new Doing.Backup(
        at,
        190,
        List.of(
            Map.entry("JobSessionID", session),
            Map.entry("JobID", id(job)),
            Map.entry("JobType", "0"),
            Map.entry("JobResult", Integer.toString(RESULTS.indexOf(result))),
            Map.entry("Version", "1"),
            Map.entry("Description", "Backup job '" + job + "' finished with " + result + ".")));
  }

  /** Somebody deletes where the backups lie. */
  public static Doing repositoryDeleted(LocalDateTime at, String user, String repository) {
    return new Doing.Backup(
        at,
        28_200,
        List.of(
            Map.entry("UserName", user),
            Map.entry("Version", "1"),
            Map.entry("Description", "Backup repository " + repository + " has been deleted.")));
  }

  private static String id(String job) {
    return "j-" + job.split(" ")[0];
  }
}
