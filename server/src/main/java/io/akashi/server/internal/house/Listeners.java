package io.akashi.server.internal.house;

import io.akashi.intake.ArrivalSink;
import io.akashi.intake.IntakeConfigurationException;
import io.akashi.intake.IntakeFigures;
import io.akashi.intake.IntakeObserver;
import io.akashi.intake.SourceRules;
import io.akashi.intake.SyslogTcpReceiver;
import io.akashi.intake.SyslogUdpReceiver;
import io.akashi.intake.TcpOptions;
import io.akashi.intake.TlsOptions;
import io.akashi.intake.UdpOptions;
import io.akashi.server.StartException;
import io.akashi.server.UnusableCertificateException;
import io.akashi.server.config.Listen;
import io.akashi.server.config.Sha256;
import io.akashi.server.config.SyslogSettings;
import io.akashi.server.internal.tls.TlsDoor;
import io.akashi.server.internal.tls.TlsPlace;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The syslog listeners. Their names, in rules and figures, are {@code syslog+tls:<listen>}. */
public final class Listeners implements Closeable, TlsDoor {
  private final SyslogSettings settings;
  private final SourceRules rules;
  private final ArrivalSink sink;
  private final IntakeObserver observer;
  private final Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();
  private final List<Supplier<IntakeFigures>> figures = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<SyslogTcpReceiver> secure = new ArrayList<>();
  private final TlsPlace certificate;

  private Listeners(
      SyslogSettings settings,
      TlsPlace certificate,
      SourceRules rules,
      ArrivalSink sink,
      IntakeObserver observer) {
    this.settings = settings;
    this.certificate = certificate;
    this.rules = rules;
    this.sink = sink;
    this.observer = observer;
  }

  /**
   * Opens all listeners of the configuration, or none.
   *
   * @param certificate what those over TLS show
   * @throws StartException when a port or a certificate cannot be used
   */
  public static Listeners open(
      SyslogSettings settings,
      TlsPlace certificate,
      SourceRules rules,
      ArrivalSink sink,
      IntakeObserver observer)
      throws StartException {
    Listeners listeners = new Listeners(settings, certificate, rules, sink, observer);
    try {
      settings.udp().listen().forEach(listeners::udp);
      settings.tcp().listen().forEach(listeners::tcp);
      settings.tls().listen().forEach(listeners::tls);
      return listeners;
    } catch (IntakeConfigurationException e) {
      listeners.close();
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void show(TlsPlace place) throws UnusableCertificateException {
    try {
      secure.forEach(receiver -> receiver.show(tls(settings.tls(), place)));
    } catch (IntakeConfigurationException e) {
      throw new UnusableCertificateException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Name and address of each listener, in the order of the configuration. */
  public Map<String, InetSocketAddress> addresses() {
    return addresses;
  }

  /** Counters of each listener. */
  public List<IntakeFigures> figures() {
    return figures.stream().map(Supplier::get).toList();
  }

  /** Stops accepting and hands over what has already arrived. */
  @Override
  public void close() {
    for (AutoCloseable listener : open.reversed()) {
      try {
        listener.close();
      } catch (Exception e) {
        System.getLogger(Listeners.class.getName())
            .log(System.Logger.Level.WARNING, "a listener did not close", e);
      }
    }
  }

  private void udp(Listen listen) {
    String name = "syslog+udp:" + listen;
    SyslogUdpReceiver receiver =
        SyslogUdpReceiver.open(
            UdpOptions.of(name, listen.address()), rules, sink, observer, InstantSource.system());
    open.add(receiver);
    addresses.put(name, receiver.address());
    figures.add(receiver::figures);
  }

  private void tcp(Listen listen) {
    String name = "syslog+tcp:" + listen;
    var _ = stream(name, TcpOptions.plain(name, listen.address()));
  }

  private void tls(Listen listen) {
    String name = "syslog+tls:" + listen;
    secure.add(
        stream(name, TcpOptions.tls(name, listen.address(), tls(settings.tls(), certificate))));
  }

  private SyslogTcpReceiver stream(String name, TcpOptions options) {
    TcpOptions limited =
        options.withLimits(
            (int) settings.maxMessage().bytes(),
            options.maxConnections(),
            options.maxPendingBytes());
    SyslogTcpReceiver receiver =
        SyslogTcpReceiver.open(limited, rules, sink, observer, InstantSource.system());
    open.add(receiver);
    addresses.put(name, receiver.address());
    figures.add(receiver::figures);
    return receiver;
  }

  private static TlsOptions tls(SyslogSettings.Tls tls, TlsPlace certificate) {
    TlsOptions.ClientAuth auth =
        switch (tls.auth()) {
          case NONE -> TlsOptions.ClientAuth.NONE;
          case OPTIONAL -> TlsOptions.ClientAuth.WANT;
          case REQUIRED -> TlsOptions.ClientAuth.NEED;
        };
    return new TlsOptions(
        certificate.certificate(),
        certificate.key(),
        tls.clientCa().orElse(null),
        auth,
        tls.allow().stream().map(Sha256::hex).collect(Collectors.toSet()));
  }
}
