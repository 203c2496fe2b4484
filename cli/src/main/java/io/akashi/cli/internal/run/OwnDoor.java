package io.akashi.cli.internal.run;

import io.akashi.evidence.Inspection;
import io.akashi.register.Registers;
import io.akashi.server.House;
import io.akashi.server.LocalClient;
import io.akashi.server.LocalSocket;
import io.akashi.server.Sources;
import io.akashi.server.config.Configuration;
import io.akashi.store.Look;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.StoreLockedException;
import io.akashi.store.StoreOptions;
import io.akashi.store.StoreOptions.Mode;
import io.akashi.store.StoreUnwritableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Opens the store in this process, which takes its lock; where a running server holds the lock, the
 * command travels to that server.
 */
public final class OwnDoor implements StoreDoor {
  private final Terminal terminal;
  private final List<String> args;
  private final Predicate<Path> writable;

  public OwnDoor(Terminal terminal, List<String> args) {
    this(terminal, args, Files::isWritable);
  }

  OwnDoor(Terminal terminal, List<String> args, Predicate<Path> writable) {
    this.terminal = terminal;
    this.args = List.copyOf(args);
    this.writable = writable;
  }

  @Override
  public int enter(Place place, Need need, Work work) throws Exception {
    Configuration configuration = place.configuration(terminal);
    Path data = configuration.data();
    OptionalInt travelled = travel(data);
    if (travelled.isPresent()) {
      return travelled.getAsInt();
    }
    Mode mode = mode(data, need);
    try {
      return enter(configuration, mode, need, work);
    } catch (StoreLockedException e) {
      return serverThatJustStarted(data, e);
    } catch (StoreUnwritableException e) {
      if (need == Need.APPEND) {
        throw e;
      }
      terminal.err().println(e.getMessage());
      terminal
          .err()
          .println("読み取り専用で開くため、この閲覧は記録されません。 / Opened to read only: the look is not recorded.");
      return enter(configuration, Mode.READ_ONLY, need, work);
    }
  }

  private int enter(Configuration configuration, Mode mode, Need need, Work work) throws Exception {
    Sources sources = Sources.of(configuration, House.decoders(configuration));
    StoreOptions options = House.storeOptions(configuration, sources).mode(mode).build();
    try (Store store = Store.open(options)) {
      if (need == Need.EVENTS) {
        if (mode == Mode.READ_ONLY) {
          store.step(); // a copy has no threads that decode
        }
        new DecodingWait(terminal).await(store::status);
      }
      return work.run(
          new OpenStore(
              store,
              sources,
              configuration,
              look(terminal.caller()),
              false,
              () -> sheet(store, configuration)));
    }
  }

  private static Inspection sheet(Store store, Configuration configuration) throws StoreException {
    InstantSource clock = InstantSource.system();
    Registers registers = Registers.open(store, clock, configuration.zone());
    Inspection sheet = Inspection.open(store, registers, clock, configuration.zone());
    sheet.follow();
    return sheet;
  }

  /**
   * The look of a person at the command line, who runs this server: no other role can get there.
   */
  static Look look(Caller caller) {
    return new Look(caller.user(), "operator", "cli", caller.terminal());
  }

  private Mode mode(Path data, Need need) throws CannotException {
    if (need == Need.APPEND) {
      return Mode.CREATE;
    }
    if (!Files.isDirectory(data)) {
      throw new CannotException(
          ("データフォルダ %1$s がありません。--data を指定するか ./akashi serve で作成してください。 / there is no data directory"
                  + " %1$s: name one with --data, or make one with ./akashi serve")
              .formatted(data));
    }
    if (writable.test(data)) {
      return Mode.EXISTING;
    }
    terminal
        .err()
        .println(
            "読み取り専用の写しのため、この閲覧は記録されません。 / This is a read-only copy: the look is not recorded.");
    return Mode.READ_ONLY;
  }

  // Another command may hold the lock, or a server whose socket is not there yet.
  private int serverThatJustStarted(Path data, StoreLockedException locked) throws Exception {
    OptionalInt travelled = travel(data);
    if (travelled.isPresent()) {
      return travelled.getAsInt();
    }
    throw locked;
  }

  /** Runs the command in the server of that data directory; empty when none listens. */
  private OptionalInt travel(Path data) throws IOException {
    if (!Files.exists(data.resolve(LocalSocket.NAME))) {
      return OptionalInt.empty();
    }
    List<String> luggage = new ArrayList<>(args.size() + 1);
    luggage.add(terminal.caller().argument());
    luggage.addAll(args);
    var streams = new LocalClient.Streams(terminal.in(), terminal.out(), terminal.err());
    try {
      return OptionalInt.of(LocalClient.call(data, luggage, terminal.cwd(), streams));
    } catch (ConnectException e) {
      return OptionalInt.empty(); // a socket that a killed server left
    } catch (SocketException e) {
      if (writable.test(data)) {
        throw e;
      }
      return OptionalInt.empty(); // a copy of a data directory, its socket copied with it
    }
  }
}
