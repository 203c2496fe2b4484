package io.akashi.bench.internal.soak.trouble;

import java.time.Duration;
import java.util.List;

/**
 * One life of the server, from its start to its end, and the short ones before it, as the seed
 * chose them.
 *
 * @param number from 1
 * @param trouble what happens while it lives
 * @param ending how it ends
 * @param shortLives before it, each killed this long after its start
 * @param clock its clock at its start, ahead of the real one
 * @param clockStep by how much its clock steps when the trouble is the clock
 * @param before time under load before the trouble
 * @param after time between the trouble and the end
 * @param roll a number for what else is left to chance
 */
public record Round(
    int number,
    Trouble trouble,
    Ending ending,
    List<Duration> shortLives,
    Duration clock,
    Duration clockStep,
    Duration before,
    Duration after,
    long roll) {

  /** What happens to a running server. */
  public enum Trouble {
    NONE,
    /** Less than the reserve is free for some seconds. */
    FULL,
    /** Not one byte is free for some seconds. */
    FULL_TO_THE_LAST_BYTE,
    /** Writes hang or are slow. */
    SLOW,
    /** Its clock steps while it runs. */
    CLOCK,
    /** The sending processes are killed and started again. */
    SENDERS
  }

  /** How a server ends. */
  public enum Ending {
    /** kill -9 at a random moment. */
    KILL,
    /** kill -9 while a segment is being written, if one is within a few seconds. */
    KILL_WHILE_SEALING,
    /** kill -9 in the middle of the trouble, which goes on during the next start. */
    KILL_IN_TROUBLE,
    /** SIGTERM. */
    STOP
  }
}
