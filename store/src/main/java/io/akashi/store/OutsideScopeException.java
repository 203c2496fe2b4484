package io.akashi.store;

/**
 * Somebody asked for what is outside of their {@link Scope}. It says nothing of what lies there.
 */
public final class OutsideScopeException extends StoreException {
  private static final long serialVersionUID = 1L;

  public OutsideScopeException() {
    super(
        "あなたの閲覧範囲の外にある記録です。必要なときは管理者に範囲の変更を依頼してください。"
            + " / This is outside of what you may see: ask an administrator to widen it if you need it.");
  }
}
