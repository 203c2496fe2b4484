package io.akashi.event.sniff;

import io.akashi.event.Column;
import org.jspecify.annotations.Nullable;

/** What a heading can mean, by the names of headings.yaml. */
enum Concept {
  USER(Column.USER_ID),
  USER_ID(Column.USER_ID),
  USER_NAME(Column.USER_NAME),
  USER_ROLE(Column.USER_ROLE),
  UNSURE_ROLE(Column.USER_ROLE),
  ON_BEHALF_OF(Column.ON_BEHALF_OF),
  UNSURE_PRINCIPAL(Column.ON_BEHALF_OF),
  TARGET_USER(Column.TARGET_USER),
  UNSURE_TARGET_USER(Column.TARGET_USER),
  AUTH_METHOD(Column.AUTH_METHOD),
  TERMINAL(Column.TERMINAL),
  TERMINAL_OR_ADDRESS(Column.TERMINAL),
  ADDRESS(Column.ADDRESS),
  TARGET_ADDRESS(Column.TARGET_ADDRESS),
  TARGET_PORT(Column.TARGET_PORT),
  PROTOCOL(Column.PROTOCOL),
  PATIENT(Column.PATIENT_ID),
  PATIENT_ID(Column.PATIENT_ID),
  ENCOUNTER_ID(Column.ENCOUNTER_ID),
  CATEGORY(Column.CATEGORY),
  UNSURE_CATEGORY(Column.CATEGORY),
  OBJECT_TYPE(Column.OBJECT_TYPE),
  OBJECT_ID(Column.OBJECT_ID),
  UNSURE_OBJECT_ID(Column.OBJECT_ID),
  OBJECT_NAME(Column.OBJECT_NAME),
  UNSURE_OBJECT_NAME(Column.OBJECT_NAME),
  OBJECT_TIME(Column.OBJECT_CREATED_AT),
  PURPOSE(Column.PURPOSE),
  SESSION_ID(Column.SESSION_ID),
  PROGRAM(Column.PROGRAM),
  UNSURE_PROGRAM(Column.PROGRAM),
  SYSTEM(Column.SYSTEM),
  SEQUENCE(Column.SEQUENCE),
  MESSAGE(Column.MESSAGE),
  UNSURE_MESSAGE(Column.MESSAGE),
  OPERATION(Column.KIND),
  UNSURE_OPERATION(Column.KIND),
  OUTCOME(Column.OUTCOME),
  /** Known, and no column of the vocabulary holds it. */
  NOTHING(null),
  UNSURE(null);

  private final @Nullable Column column;

  Concept(@Nullable Column column) {
    this.column = column;
  }

  @Nullable Column column() {
    return column;
  }

  boolean isUnsure() {
    return name().startsWith("UNSURE");
  }
}
