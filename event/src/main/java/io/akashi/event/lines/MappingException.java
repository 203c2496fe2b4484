package io.akashi.event.lines;

/**
 * A mapping cannot be used. The message is one sentence for the person who wrote it: file, line,
 * what is wrong, and the known name that was probably meant.
 */
public final class MappingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MappingException(String message) {
    super(message);
  }
}
