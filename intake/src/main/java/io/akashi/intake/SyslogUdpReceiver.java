package io.akashi.intake;

import io.akashi.intake.internal.listen.Binding;
import io.akashi.intake.internal.listen.Counters;
import io.akashi.intake.internal.udp.DatagramReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.InstantSource;

/**
 * Receives syslog over UDP (RFC 5426): one datagram is one message, kept with every byte, trailers
 * included. One platform thread reads; while the sink has no room the kernel's buffer fills, and
 * what the kernel then drops is counted and told to the observer. Safe for use by many threads.
 */
public final class SyslogUdpReceiver implements AutoCloseable {
  private final DatagramReader reader;
  private final Counters counters;

  private SyslogUdpReceiver(DatagramReader reader, Counters counters) {
    this.reader = reader;
    this.counters = counters;
  }

  /**
   * Opens the port and begins to read.
   *
   * @param clock stamps every message when it was read
   * @throws IntakeConfigurationException when the port cannot be used
   */
  public static SyslogUdpReceiver open(
      UdpOptions options,
      SourceRules rules,
      ArrivalSink sink,
      IntakeObserver observer,
      InstantSource clock) {
    Counters counters = new Counters(options.listener(), observer);
    try {
      DatagramChannel channel = DatagramChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBufferBytes());
        channel.bind(options.bind());
        DatagramReader reader = new DatagramReader(channel, options, rules, sink, counters, clock);
        reader.start();
        return new SyslogUdpReceiver(reader, counters);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw Binding.failed(options.listener(), options.bind(), e);
    }
  }

  /** The address and port that are open. */
  public InetSocketAddress address() {
    return reader.address();
  }

  /** The buffer the kernel gave, in bytes; less than asked when net.core.rmem_max is less. */
  public int receiveBufferBytes() {
    return reader.receiveBufferBytes();
  }

  public IntakeFigures figures() {
    return counters.figures();
  }

  /** Reads what the kernel still holds, hands it over, waits for it to be durable. Idempotent. */
  @Override
  public void close() {
    reader.close();
  }
}
