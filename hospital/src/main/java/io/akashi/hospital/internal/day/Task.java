package io.akashi.hospital.internal.day;

import io.akashi.hospital.Job;
import java.util.List;

/**
 * Something a profession does with a chart.
 *
 * @param category kind of information
 * @param operation as the health record names it
 */
record Task(String category, String operation) {
  // What is done more often stands more often.
  private static final List<Task> DOCTOR =
      tasks(
          "診療録,閲覧;診療録,閲覧;診療録,閲覧;診療録,更新;検査結果,閲覧;検査結果,閲覧;画像,閲覧;画像,閲覧;画像,閲覧;処方,登録;処方,閲覧;看護記録,閲覧;温度板,閲覧;サマリ,更新;指示,登録");
  private static final List<Task> NURSE =
      tasks("看護記録,閲覧;看護記録,閲覧;看護記録,登録;看護記録,登録;温度板,閲覧;温度板,登録;指示,閲覧;指示,閲覧;検査結果,閲覧;診療録,閲覧;処方,閲覧");
  private static final List<Task> AIDE = tasks("患者基本,閲覧;温度板,閲覧");
  private static final List<Task> PHARMACIST = tasks("処方,閲覧;処方,閲覧;処方,更新;検査結果,閲覧;診療録,閲覧;薬歴,登録");
  private static final List<Task> RADIOGRAPHER = tasks("画像,登録;画像,登録;画像,閲覧;患者基本,閲覧");
  private static final List<Task> LABORATORY = tasks("検査結果,登録;検査結果,登録;検査結果,閲覧;患者基本,閲覧");
  private static final List<Task> THERAPIST = tasks("リハビリ記録,登録;リハビリ記録,閲覧;診療録,閲覧;指示,閲覧");
  private static final List<Task> NUTRITIONIST = tasks("栄養記録,登録;検査結果,閲覧;温度板,閲覧");
  private static final List<Task> SOCIAL_WORKER = tasks("患者基本,閲覧;診療録,閲覧;文書,登録");
  private static final List<Task> CLERK = tasks("患者基本,閲覧;患者基本,検索;病名,登録;会計,更新;文書,印刷;会計,閲覧");
  private static final List<Task> ENGINEER = tasks("患者基本,検索");

  /** What somebody of that profession does. */
  static List<Task> of(Job job) {
    return switch (job) {
      case DOCTOR -> DOCTOR;
      case NURSE -> NURSE;
      case AIDE -> AIDE;
      case PHARMACIST -> PHARMACIST;
      case RADIOGRAPHER -> RADIOGRAPHER;
      case LABORATORY -> LABORATORY;
      case THERAPIST -> THERAPIST;
      case NUTRITIONIST -> NUTRITIONIST;
      case SOCIAL_WORKER -> SOCIAL_WORKER;
      case CLERK -> CLERK;
      case ENGINEER -> ENGINEER;
    };
  }

  /** Sessions of an hour of duty, at full volume. */
  static double sessions(Job job) {
    return switch (job) {
      case DOCTOR -> 4.2;
      case NURSE -> 3.4;
      case PHARMACIST, SOCIAL_WORKER, CLERK, RADIOGRAPHER, LABORATORY, THERAPIST -> 2.6;
      case NUTRITIONIST -> 1.8;
      case AIDE -> 0.6;
      case ENGINEER -> 0.2;
    };
  }

  private static List<Task> tasks(String text) {
    return List.of(text.split(";")).stream()
        .map(each -> new Task(each.split(",")[0], each.split(",")[1]))
        .toList();
  }
}
