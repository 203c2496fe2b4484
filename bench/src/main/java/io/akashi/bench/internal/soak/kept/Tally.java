package io.akashi.bench.internal.soak.kept;

import io.akashi.bench.internal.soak.sent.Way;

/**
 * Lines of one way.
 *
 * @param way how they travelled
 * @param sent lines that a sender handed to the kernel at least once
 * @param acknowledged lines the server acknowledged
 * @param kept different lines that are kept
 * @param twice entries that repeat a line which is kept already
 * @param torn entries that are the beginning of a line whose connection broke
 */
public record Tally(Way way, long sent, long acknowledged, long kept, long twice, long torn) {

  /** Lines that were sent and are not kept; none of them was acknowledged when the check passed. */
  public long lost() {
    return sent - kept;
  }
}
