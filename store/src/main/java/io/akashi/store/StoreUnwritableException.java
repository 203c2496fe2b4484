package io.akashi.store;

/**
 * The store can be read and not written: its signing key or a book cannot be used. {@link
 * StoreOptions.Mode#READ_ONLY} opens it; the sentence says what is wrong and what to do.
 */
public final class StoreUnwritableException extends StoreException {
  private static final long serialVersionUID = 1L;

  public StoreUnwritableException(String message) {
    super(message);
  }

  public StoreUnwritableException(String message, Throwable cause) {
    super(message, cause);
  }
}
