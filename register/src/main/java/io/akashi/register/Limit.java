package io.akashi.register;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A number that a comparison measures by (基準値), approved by somebody.
 *
 * @param id stable name that a comparison asks for, e.g. {@code account.unused.days}
 * @param value how many
 * @param unit of what, e.g. 日
 * @param validUntil last day on which it counts, or null without an end
 */
@Register(id = "limits", ja = "基準値", en = "Limits")
public record Limit(
    @Field(
            ja = "基準値ID",
            en = "Limit",
            key = true,
            also = {"ID", "基準"})
        String id,
    @Field(
            ja = "値",
            en = "Value",
            also = {"数値"})
        long value,
    @Field(ja = "単位", en = "Unit") @Nullable String unit,
    @Field(
            ja = "承認者",
            en = "Approved by",
            also = {"承認"})
        @Nullable String approvedBy,
    @Field(
            ja = "承認日",
            en = "Approved on",
            also = {"承認年月日"})
        @Nullable LocalDate approvedOn,
    @Field(
            ja = "有効期限",
            en = "Valid until",
            also = {"期限"})
        @Nullable LocalDate validUntil) {

  /**
   * Whether it counts on a day: somebody approved it, by a day that has come, and it has not run
   * out.
   */
  public boolean isInForce(LocalDate day) {
    return approvedBy != null
        && approvedOn != null
        && !approvedOn.isAfter(day)
        && (validUntil == null || !validUntil.isBefore(day));
  }
}
