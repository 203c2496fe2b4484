package io.akashi.register;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One person who works here (職員).
 *
 * @param joinedOn first day, or null when not known
 * @param leftOn last day, or null while the person stays
 */
@Register(id = "people", ja = "職員", en = "People")
public record Person(
    @Field(
            ja = "職員番号",
            en = "Staff number",
            key = true,
            also = {
              "社員番号",
              "職員コード",
              "職員ID",
              "社員コード",
              "社員ID",
              "EmployeeID",
              "EmployeeNumber",
              // Where a list has no such number, people are known by their user id.
              "ユーザID",
              "利用者ID",
              "sAMAccountName"
            })
        String staffId,
    @Field(
            ja = "所属部署",
            en = "Department",
            also = {"所属", "部署", "部署名", "所属名", "診療科"})
        @Nullable String department,
    @Field(
            ja = "姓",
            en = "Family name",
            also = {"氏", "名字", "苗字", "Surname", "sn", "Last name"})
        @Nullable String familyName,
    @Field(
            ja = "名",
            en = "Given name",
            also = {"GivenName", "First name"})
        @Nullable String givenName,
    @Field(
            ja = "職種",
            en = "Job",
            also = {"職名", "役職", "Title"})
        @Nullable String job,
    @Field(
            ja = "電話番号",
            en = "Telephone",
            also = {"電話", "内線", "内線番号", "TelephoneNumber", "OfficePhone", "Phone"})
        @Nullable String phone,
    @Field(
            ja = "採用日",
            en = "Joined on",
            also = {"入職日", "採用年月日", "入社日", "入職年月日"})
        @Nullable LocalDate joinedOn,
    @Field(
            ja = "退職日",
            en = "Left on",
            also = {"退職年月日", "離職日", "退社日", "退職予定日"})
        @Nullable LocalDate leftOn,
    @Field(
            ja = "説明",
            en = "Note",
            also = {"備考", "摘要", "メモ", "Description", "Remarks"})
        @Nullable String note) {}
