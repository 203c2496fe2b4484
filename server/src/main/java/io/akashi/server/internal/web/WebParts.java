package io.akashi.server.internal.web;

import io.akashi.intake.IntakeFigures;
import io.akashi.server.Certificates;
import io.akashi.server.HouseLog;
import io.akashi.server.InspectionDesk;
import io.akashi.server.LogSink;
import io.akashi.server.Sources;
import io.akashi.server.account.Accounts;
import io.akashi.server.config.SigninSettings;
import io.akashi.store.Store;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the endpoints work with. The house makes it before Spring starts.
 *
 * @param store the open store
 * @param sources the known senders
 * @param sink where received messages go, and what was counted there
 * @param tokens who may call
 * @param log the events of the house
 * @param zone zone of dates without one
 * @param figures counters of the listeners
 * @param desk the answers of the inspection sheet
 * @param certificates what is shown at the doors, and the local authority
 * @param clock the time
 * @param signIn who may sign in, and how
 */
public record WebParts(
    Store store,
    Sources sources,
    LogSink sink,
    Tokens tokens,
    HouseLog log,
    ZoneId zone,
    Supplier<List<IntakeFigures>> figures,
    InspectionDesk desk,
    Certificates certificates,
    InstantSource clock,
    SignIn signIn) {

  /**
   * Who may sign in, and how.
   *
   * @param accounts all accounts
   * @param settings how people sign in
   * @param first secret of the link that makes the first administrator; empty when there are
   *     accounts
   */
  public record SignIn(Accounts accounts, SigninSettings settings, Optional<String> first) {}
}
