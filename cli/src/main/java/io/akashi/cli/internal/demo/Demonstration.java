package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.show.Units;
import io.akashi.hospital.Hospital;
import io.akashi.hospital.RegisterFile;
import io.akashi.hospital.Volume;
import io.akashi.register.Author;
import io.akashi.register.ImportFile;
import io.akashi.register.RegisterException;
import io.akashi.register.Registers;
import io.akashi.register.Schema;
import io.akashi.server.House;
import io.akashi.store.Look;
import io.akashi.store.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hospital of a demonstration and how far its story is told to a server. Belongs to one thread
 * until {@link #fill}.
 */
public final class Demonstration implements AutoCloseable {
  private static final long SEED = 4_649;

  /** Days before the first start's own that are sent before the page is shown. */
  private static final int DAYS_BEFORE = 2;

  private final House house;
  private final Look look;
  private final InstantSource clock;
  private final Hospital hospital;
  private final HttpSender http;
  private final Delivery delivery;
  private final boolean first;
  private @Nullable Filling filling;

  /**
   * The hospital of a folder: a new one, or the one of the first start there.
   *
   * @param look who looks when the log has to say how much of it arrived
   */
  public Demonstration(House house, DemoFolder folder, Look look, InstantSource clock)
      throws IOException {
    this.house = house;
    this.look = look;
    this.clock = clock;
    LocalDate today = LocalDate.ofInstant(clock.instant(), Hospital.ZONE);
    Sent sent = Sent.read(folder.sent()).orElseGet(() -> Sent.nothing(SEED, today, DAYS_BEFORE));
    this.first = sent.messages() == 0;
    this.hospital = Hospital.of(sent.seed(), sent.lastDay(), Volume.DEMO);
    this.http = new HttpSender(HttpClient.newHttpClient(), house.url(), folder);
    this.delivery = new Delivery(house, hospital, folder, http, sent);
  }

  /** The hospital. */
  public Hospital hospital() {
    return hospital;
  }

  /** The hospital's clock, in whole seconds. */
  static LocalDateTime now(InstantSource clock) {
    return LocalDateTime.ofInstant(clock.instant(), Hospital.ZONE).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Whether nothing had been sent when this process began. */
  public boolean first() {
    return first;
  }

  /** Sends what an earlier process left unfinished and what was written since; it can be found. */
  public void send(PrintStream out) throws CannotException {
    long begun = System.nanoTime();
    long before = delivery.sent().messages();
    try {
      delivery.resume(look);
      delivery.catchUp(now(clock));
      delivery.awaitSearchable();
    } catch (DeliveryException e) {
      throw new CannotException(String.valueOf(e.getMessage()), e);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    String count = Units.count(delivery.sent().messages() - before);
    out.printf(
        "10システムの %1$s 件を syslog TLS・TCP、HTTP、ファイルで送信、検索可能まで %2$.1f 秒 / %1$s messages of ten systems sent and searchable in"
            + " %2$.1f s%n",
        count, seconds);
  }

  /** Imports the registers that are still empty. */
  public void importRegisters(PrintStream out) throws StoreException, RegisterException {
    Registers registers = Registers.open(house.store(), clock, Hospital.ZONE);
    for (RegisterFile file : hospital.registers()) {
      Schema<?> schema = Registers.schema(file.register()).orElseThrow();
      if (registers.now().size(schema.type()) == 0) {
        int changes = commit(registers, schema, file);
        out.printf(
            "台帳 / register %s: %s → %s 件 rows%n",
            file.register(), file.name(), Units.count(changes));
      }
    }
  }

  private <R extends Record> int commit(Registers registers, Schema<R> schema, RegisterFile file)
      throws StoreException, RegisterException {
    var preview = registers.preview(schema.type(), ImportFile.of(file.name(), file.csv()));
    Author author = new Author(look.user(), "デモの初期データ / data of the demonstration", null);
    return registers.commit(preview, author).changes();
  }

  /** Goes on in the background until {@link #close}. */
  public void fill(int days, PrintStream out) {
    filling = new Filling(delivery, look, clock, days, out);
    filling.start();
  }

  /** Stops sending, then the server. */
  @Override
  public void close() {
    if (filling != null) {
      filling.close();
    }
    http.close();
    house.close();
  }
}
