package io.akashi.cli.internal.run;

import io.akashi.evidence.Inspection;
import io.akashi.server.House;
import io.akashi.store.StoreException;

/** The store that the running server has open; commands at the local socket use it. */
public final class ServerDoor implements StoreDoor {
  private final House house;
  private final Caller caller;

  public ServerDoor(House house, Caller caller) {
    this.house = house;
    this.caller = caller;
  }

  @Override
  public int enter(Place place, Need need, Work work) throws Exception {
    return work.run(
        new OpenStore(
            house.store(),
            house.sources(),
            house.configuration(),
            OwnDoor.look(caller),
            true,
            this::sheet));
  }

  private Inspection sheet() throws StoreException, CannotException {
    Inspection sheet =
        house.inspection().orElseThrow(() -> new CannotException(house.withoutInspection()));
    sheet.follow();
    return sheet;
  }
}
