package io.akashi.event;

import java.util.Optional;

/** What was done to the object, as DICOM PS3.15 A.5 {@code EventActionCode} and FHIR name it. */
public enum Action {
  CREATE("C", "作成"),
  READ("R", "参照"),
  UPDATE("U", "更新"),
  DELETE("D", "削除"),
  EXECUTE("E", "実行");

  private final String id;
  private final String japanese;

  Action(String id, String japanese) {
    this.id = id;
    this.japanese = japanese;
  }

  /** The stable name: one of C R U D E. */
  public String id() {
    return id;
  }

  /** The Japanese name. */
  public String japanese() {
    return japanese;
  }

  /** The action of that stable name, or empty. */
  public static Optional<Action> of(String id) {
    for (Action action : values()) {
      if (action.id.equals(id)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
