package io.akashi.store.internal.engine;

import java.sql.SQLException;

/** The engine did not answer. {@link #reason} says whether asking again may help. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** The time limit of the query passed. */
    TOO_LONG,
    /** It had no turn: too many others wait, or it waited too long. */
    BUSY,
    /** It needs more memory than the engine may take. */
    NO_MEMORY,
    /** Somebody cancelled the query, or the engine was closed under it. */
    CANCELLED,
    /** DuckDB refused: a damaged file, a mistake of ours. */
    FAILED
  }

  /** How DuckDB begins to say that its memory limit is reached. */
  private static final String OUT_OF_MEMORY = "Out of Memory Error";

  private final Reason reason;

  public EngineException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  EngineException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** DuckDB's own error, first line only: the rest of its text is stack and advice. */
  static EngineException failed(SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    int end = message.indexOf('\n');
    return new EngineException(
        message.contains(OUT_OF_MEMORY) ? Reason.NO_MEMORY : Reason.FAILED,
        end < 0 ? message : message.substring(0, end),
        cause);
  }

  public Reason reason() {
    return reason;
  }
}
