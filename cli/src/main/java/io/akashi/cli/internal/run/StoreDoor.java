package io.akashi.cli.internal.run;

/** How a command comes to an open store: its own process opens one, or the server has one open. */
public interface StoreDoor {
  /** What a command does with an open store. */
  @FunctionalInterface
  interface Work {
    /**
     * @return the exit code
     */
    int run(OpenStore open) throws Exception;
  }

  /** What a command needs of the data directory. */
  enum Need {
    /** It looks at entries and keys: a folder that cannot be written is read as a copy. */
    ENTRIES,
    /** It looks at events, so everything must have been decoded. */
    EVENTS,
    /** It appends: the data directory is made where there is none. */
    APPEND
  }

  /**
   * Runs the work with an open store, here or in the server that has it open.
   *
   * @return the exit code of the work
   * @throws Exception what the work throws, or the reason why there is no open store
   */
  int enter(Place place, Need need, Work work) throws Exception;
}
