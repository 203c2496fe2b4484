package io.akashi.server;

import io.akashi.event.Decoders;
import io.akashi.event.lines.MappingException;
import io.akashi.event.lines.Mappings;
import io.akashi.evidence.Inspection;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Accounts;
import io.akashi.server.config.Configuration;
import io.akashi.server.config.HttpSettings;
import io.akashi.server.config.MemoryBudget;
import io.akashi.server.config.SyslogSettings;
import io.akashi.server.internal.endpoint.Endpoints;
import io.akashi.server.internal.fhir.Fhir;
import io.akashi.server.internal.house.ConfigurationChange;
import io.akashi.server.internal.house.DoorWatch;
import io.akashi.server.internal.house.HouseWatch;
import io.akashi.server.internal.house.Listeners;
import io.akashi.server.internal.house.ServerLog;
import io.akashi.server.internal.house.StartChecks;
import io.akashi.server.internal.house.TlsDoors;
import io.akashi.server.internal.house.TlsFiles;
import io.akashi.server.internal.house.TokenFiles;
import io.akashi.server.internal.page.Pages;
import io.akashi.server.internal.signin.SecurityChain;
import io.akashi.server.internal.signin.ldap.DirectoryDoors;
import io.akashi.server.internal.signin.oidc.ProviderDoors;
import io.akashi.server.internal.signin.passkey.PasskeyDoors;
import io.akashi.server.internal.web.Tokens;
import io.akashi.server.internal.web.WarmUp;
import io.akashi.server.internal.web.WebParts;
import io.akashi.server.internal.web.WebServer;
import io.akashi.store.Book;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.StoreOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The running server: the store, the listeners, the local socket and HTTP, opened in this order and
 * closed in the reverse one. Listeners accept before Spring is up.
 */
public final class House implements Closeable {
  /** Version of this program, as in the root pom; a test compares. */
  public static final String VERSION = "0.1.0";

  private static final Logger LOG = System.getLogger(House.class.getName());

  private static final List<Class<?>> DOORS =
      List.of(PasskeyDoors.class, ProviderDoors.class, DirectoryDoors.class);

  /** Everything that answers a request, and the filters before it. */
  static final List<Class<?>> ENDPOINTS =
      Stream.of(List.of(SecurityChain.class), DOORS, Endpoints.ALL, Fhir.ALL, Pages.ALL)
          .<Class<?>>flatMap(List::stream)
          .toList();

  private final Configuration configuration;
  private final Sources sources;
  private final Store store;
  private final LogSink sink;
  // What was opened, newest first; closed in this order.
  private final Deque<Closeable> open = new ArrayDeque<>();
  private Map<String, InetSocketAddress> listeners = Map.of();
  private @Nullable InspectionDesk desk;
  private @Nullable Accounts accounts;
  private Optional<String> first = Optional.empty();
  private int httpPort;

  private House(Configuration configuration, Sources sources, Store store) {
    this.configuration = configuration;
    this.sources = sources;
    this.store = store;
    this.sink = new LogSink(store, sources);
    this.open.push(store);
  }

  /**
   * Opens everything.
   *
   * @param commands makes what runs the commands of the local socket, once the store is open
   * @param out told in two lines when messages are accepted, and when HTTP is
   * @throws StartException when a port, a certificate, a token file or the data directory cannot be
   *     used; then everything is closed again
   */
  public static House open(
      Configuration configuration, Function<House, CommandRunner> commands, PrintStream out)
      throws StartException {
    ServerLog.install();
    InstantSource clock = InstantSource.system();
    StartChecks checks = new StartChecks();
    Optional<Tokens> tokens = checks.unless(() -> TokenFiles.read(configuration.tokens()));
    checks.check(() -> checkMemory(configuration));
    checks.check(() -> checkTls(configuration, clock));
    Optional<Sources> sources =
        checks.unless(() -> Sources.of(configuration, decoders(configuration)));
    checks.raise();
    Sources known = sources.orElseThrow();
    House house = new House(configuration, known, openStore(configuration, known));
    try {
      house.openDoors(commands, tokens.orElseThrow(), out);
      return house;
    } catch (StartException | RuntimeException e) {
      house.close();
      throw e;
    }
  }

  private static void checkMemory(Configuration configuration) throws StartException {
    MemoryBudget budget = MemoryBudget.of(configuration.memory());
    if (budget.isTooSmall()) {
      throw new StartException(
          ("akashi.memory が小さすぎます。%1$s 以上にするか、AKASHI_HEAP を小さくしてください。 / akashi.memory is too"
                  + " small: make it at least %1$s, or AKASHI_HEAP smaller")
              .formatted(budget.least()));
    }
  }

  private static void checkTls(Configuration configuration, InstantSource clock)
      throws StartException {
    StartChecks checks = new StartChecks();
    HttpSettings.Tls http = configuration.http().tls();
    if (http.certificate().isPresent()) {
      checks.check(() ->
          TlsFiles.check(
              "akashi.http.tls",
              http.certificate().orElseThrow(),
              http.key().orElseThrow(),
              http.clientCa(),
              clock));
    }
    SyslogSettings.Tls syslog = configuration.syslog().tls();
    if (!syslog.listen().isEmpty() && syslog.certificate().isPresent()) {
      checks.check(() ->
          TlsFiles.check(
              "akashi.syslog.tls",
              syslog.certificate().orElseThrow(),
              syslog.key().orElseThrow(),
              syslog.clientCa(),
              clock));
    }
    checks.raise();
  }

  /**
   * The decoders of a configuration, with its mappings.
   *
   * @throws StartException when a mapping cannot be used
   */
  public static Decoders decoders(Configuration configuration) throws StartException {
    if (configuration.mappings().isEmpty()) {
      return Decoders.builtIn();
    }
    try {
      return Decoders.with(Mappings.load(configuration.mappings().get()));
    } catch (MappingException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The options with which a configuration's store is opened, with or without a server. */
  public static StoreOptions.Builder storeOptions(Configuration configuration, Sources sources) {
    StoreOptions.Builder options =
        StoreOptions.of(configuration.data(), sources::decode)
            .origin(configuration.origin())
            .reserveBytes(configuration.reserve().bytes())
            .sealEntries(configuration.seal().entries())
            .sealAge(configuration.seal().age())
            .memoryBytes(MemoryBudget.of(configuration.memory()).engine())
            .charsets(sources::charset)
            .version(VERSION);
    configuration.anchor().ifPresent(options::anchor);
    return options;
  }

  private static Store openStore(Configuration configuration, Sources sources)
      throws StartException {
    try {
      return Store.open(storeOptions(configuration, sources).build());
    } catch (StoreException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private void openDoors(Function<House, CommandRunner> commands, Tokens tokens, PrintStream out)
      throws StartException {
    ConfigurationChange.record(configuration, store, InstantSource.system());
    HouseLog log = new HouseLog(store, InstantSource.system());
    open.push(HouseWatch.start(store, log));
    TlsDoors doors = TlsDoors.open(configuration, log, InstantSource.system());
    open.push(doors);
    Listeners syslog =
        Listeners.open(
            configuration.syslog(),
            doors.certificates().syslog(),
            sources.rules(),
            sink,
            new DoorWatch(log));
    open.push(syslog);
    doors.watch(syslog);
    listeners = syslog.addresses();
    open.push(LocalSocket.open(store.data(), commands.apply(this)));
    out.println(accepting());
    out.flush();
    desk = InspectionDesk.start(store, InstantSource.system(), configuration.zone());
    open.push(desk);
    Accounts people = openAccounts();
    accounts = people;
    first = people.isEmpty() ? Optional.of(secret()) : Optional.empty();
    WebParts parts =
        new WebParts(
            store,
            sources,
            sink,
            tokens,
            log,
            configuration.zone(),
            syslog::figures,
            desk,
            doors.certificates(),
            InstantSource.system(),
            new WebParts.SignIn(people, configuration.signin(), first));
    WebServer web = WebServer.start(configuration.http(), doors.https(), parts, ENDPOINTS);
    open.push(web);
    httpPort = web.port();
    out.println("http     " + url() + "  (" + sinceStart().toMillis() + " ms)");
    open.push(web.warmUp());
    doors.lines(url()).forEach(out::println);
    firstLink()
        .ifPresent(link ->
            out.println(
                "first    "
                    + link
                    + "\n         最初の管理者を作るリンク（一度だけ有効） / makes the first administrator; works once"));
    out.flush();
  }

  private Accounts openAccounts() throws StartException {
    try {
      return Accounts.open(store.data(), InstantSource.system());
    } catch (AccountException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String secret() {
    byte[] octets = new byte[20];
    new SecureRandom().nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  private String accepting() {
    String places =
        listeners.isEmpty()
            ? "-"
            : String.join(
                " ",
                listeners.entrySet().stream()
                    .map(e -> name(e.getKey()) + text(e.getValue()))
                    .toList());
    return "accepting %s  (%d ms)\ndata     %s\nkey      %s"
        .formatted(
            places,
            sinceStart().toMillis(),
            store.data().toAbsolutePath().normalize(),
            store.verifierKey(Book.ROOT));
  }

  private static String name(String listener) {
    return listener.substring(0, listener.indexOf(':') + 1);
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /** Time since the process began. */
  private static Duration sinceStart() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> Duration.between(start, InstantSource.system().instant()))
        .orElse(Duration.ZERO);
  }

  public Store store() {
    return store;
  }

  public Sources sources() {
    return sources;
  }

  /** Where an import hands in what it read. */
  public LogSink sink() {
    return sink;
  }

  /** The answers of the inspection sheet; empty until they were computed for the first time. */
  public Optional<Inspection> inspection() {
    return Optional.ofNullable(desk).flatMap(InspectionDesk::inspection);
  }

  /** Why there are no answers, a sentence for the case that there are none. */
  public String withoutInspection() {
    return Optional.ofNullable(desk).map(InspectionDesk::pending).orElse(InspectionDesk.STARTED);
  }

  public Configuration configuration() {
    return configuration;
  }

  /** Name and address of each syslog listener. */
  public Map<String, InetSocketAddress> listeners() {
    return listeners;
  }

  /** The people who may sign in. */
  public Accounts accounts() {
    return Optional.ofNullable(accounts).orElseThrow();
  }

  /**
   * The link that makes the first administrator: good until it is used or the server stops. Empty
   * when there were accounts at the start.
   */
  public Optional<String> firstLink() {
    return first.map(secret -> url() + "/first/" + secret);
  }

  /** The running pages and endpoints, for tests that look at them. */
  WebServer web() {
    return opened(WebServer.class);
  }

  /** How the first pages are answered before anybody asks, for tests that wait for it. */
  WarmUp warmUp() {
    return opened(WarmUp.class);
  }

  private <T> T opened(Class<T> type) {
    return open.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  /** Base URL of the HTTP listener, without a slash at its end. */
  public String url() {
    String host = configuration.http().host();
    return configuration.http().scheme()
        + "://"
        + (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + httpPort;
  }

  /**
   * Lets requests end, hands over what has arrived, makes it durable and lets go of the data
   * directory. Idempotent.
   */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.ERROR, "not closed in order", e);
      }
    }
  }
}
