package io.akashi.register;

import io.akashi.event.Kind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One account (アカウント) of one system, as the list of that system says.
 *
 * @param staffId whose it is, or null when the list does not say or it is nobody's
 * @param enabled whether one can log on with it, or null when the list does not say
 * @param validUntil last day on which it may be used, or null without an end
 * @param lastLogon by the system's own count, which may lag by days; null when not known
 * @param shared whether several people use it, or null when the list does not say
 */
@Register(id = "accounts", ja = "アカウント", en = "Accounts", kind = Kind.ACCOUNT_CHANGE)
public record Account(
    @Field(
            ja = "システム",
            en = "System",
            key = true,
            also = {"システム名", "対象システム"})
        String system,
    @Field(
            ja = "ユーザID",
            en = "User ID",
            key = true,
            also = {
              "ユーザーID",
              "利用者ID",
              "ユーザー名",
              "ユーザ名",
              "ID名",
              "ログインID",
              "ログオン名",
              "アカウント",
              "アカウント名",
              "sAMAccountName",
              "ID"
            })
        String userId,
    @Field(
            ja = "職員番号",
            en = "Staff number",
            reference = Person.class,
            also = {"社員番号", "職員コード", "職員ID", "社員コード", "社員ID", "EmployeeID", "EmployeeNumber"})
        @Nullable String staffId,
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
            ja = "所属部署",
            en = "Department",
            also = {"所属", "部署", "部署名", "所属名", "診療科"})
        @Nullable String department,
    @Field(
            ja = "権限",
            en = "Role",
            also = {"役割", "権限区分", "利用権限", "アカウント種別", "権限グループ"})
        @Nullable String role,
    @Field(
            ja = "説明",
            en = "Note",
            also = {"備考", "摘要", "メモ", "Description", "Remarks"})
        @Nullable String note,
    @Field(
            ja = "使用可否",
            en = "Enabled",
            yes = "使用可",
            no = "無効",
            also = {"使用可", "有効", "有効無効", "AccountEnabled"})
        @Nullable Boolean enabled,
    @Field(
            ja = "有効期限",
            en = "Valid until",
            also = {"使用期限", "利用期限", "失効日", "有効期間終了日"})
        @Nullable LocalDate validUntil,
    @Field(
            ja = "最終ログオン",
            en = "Last logon",
            also = {
              "最終ログイン",
              "最終ログオン日",
              "最終ログイン日",
              "最終ログイン日時",
              "最終ログオン日時",
              "最終利用日",
              "LastLogonDate",
              "lastLogonTimestamp"
            })
        @Nullable LocalDate lastLogon,
    @Field(
            ja = "共用",
            en = "Shared",
            also = {"共有", "共用ID", "共用アカウント", "共有アカウント"})
        @Nullable Boolean shared) {}
