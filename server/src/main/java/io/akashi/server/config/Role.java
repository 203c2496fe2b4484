package io.akashi.server.config;

import java.util.Locale;

/**
 * What a person or the bearer of a token may do (DESIGN.md section 2); {@code sender} only hands in
 * logs, and is of tokens alone.
 */
public enum Role {
  SENDER("送信元"),
  OPERATOR("システム運用担当者"),
  MANAGER("企画管理者"),
  AUDITOR("監査担当"),
  EXECUTIVE("経営層"),
  DEPARTMENT("部署責任者"),
  ADMIN("管理者");

  private final String japanese;

  Role(String japanese) {
    this.japanese = japanese;
  }

  /** The stable name, e.g. {@code auditor}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String japanese() {
    return japanese;
  }
}
