package io.akashi.evidence.internal;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.sentence.OwnMessage;
import io.akashi.reconcile.FlatJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written about answers as events of the book {@code house}: a computed answer that
 * changed, a signature, an exemption (docs/formats/answer.md). {@code fields} is one flat object of
 * texts.
 */
public final class AnswerEntry {
  /** {@code object_type} of these events; {@code object_id} is the number of the duty. */
  public static final String OBJECT_TYPE = "answer";

  private AnswerEntry() {}

  /**
   * The event.
   *
   * @param sentence what happened, in Japanese; a person's words stand as typed
   * @param english the same in English
   */
  public static AuditEvent event(
      String duty,
      Instant at,
      String by,
      String sentence,
      String english,
      Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put(OwnMessage.ENGLISH, english);
    return AuditEvent.builder()
        .set(Column.OCCURRED_AT, at)
        .set(Column.TIME_QUALITY, "stated:Z")
        .set(Column.KIND, Kind.NOTE.id())
        .set(Column.OUTCOME, "success")
        .set(Column.USER_ID, by)
        .set(Column.OBJECT_TYPE, OBJECT_TYPE)
        .set(Column.OBJECT_ID, duty)
        .set(Column.MESSAGE, sentence)
        .set(Column.FIELDS, FlatJson.write(all))
        .build();
  }
}
