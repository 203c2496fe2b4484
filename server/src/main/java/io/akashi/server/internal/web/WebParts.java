package io.akashi.server.internal.web;

import io.akashi.intake.IntakeFigures;
import io.akashi.intake.OfferSink;
import io.akashi.server.Certificates;
import io.akashi.server.HouseLog;
import io.akashi.server.InspectionDesk;
import io.akashi.server.Sources;
import io.akashi.store.Store;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the endpoints work with. The house makes it before Spring starts.
 *
 * @param store the open store
 * @param sources the known senders
 * @param sink where received messages go
 * @param tokens who may call
 * @param log the events of the house
 * @param zone zone of dates without one
 * @param figures counters of the listeners
 * @param desk the answers of the inspection sheet
 * @param certificates what is shown at the doors, and the local authority
 * @param clock the time
 */
public record WebParts(
    Store store,
    Sources sources,
    OfferSink sink,
    Tokens tokens,
    HouseLog log,
    ZoneId zone,
    Supplier<List<IntakeFigures>> figures,
    InspectionDesk desk,
    Certificates certificates,
    InstantSource clock) {}
