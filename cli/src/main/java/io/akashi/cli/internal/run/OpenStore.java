package io.akashi.cli.internal.run;

import io.akashi.evidence.Inspection;
import io.akashi.server.Sources;
import io.akashi.server.config.Configuration;
import io.akashi.store.Look;
import io.akashi.store.Store;
import io.akashi.store.StoreException;

/**
 * An open store, and who looks into it.
 *
 * @param store the store; whoever opened it closes it
 * @param sources what the house knows of its senders
 * @param configuration what the house was told
 * @param look the person and the way they look
 * @param served whether a running server has it open, and not this command for a moment
 * @param sheet opens the inspection sheet, or gives the one the server keeps
 */
public record OpenStore(
    Store store,
    Sources sources,
    Configuration configuration,
    Look look,
    boolean served,
    Sheet sheet) {

  /** How a command comes to the inspection sheet. */
  @FunctionalInterface
  public interface Sheet {
    /** The sheet, up to date. */
    Inspection open() throws StoreException, CannotException;
  }
}
