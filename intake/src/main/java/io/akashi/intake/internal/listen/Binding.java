package io.akashi.intake.internal.listen;

import io.akashi.intake.IntakeConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Says why a port could not be opened. */
public final class Binding {
  private Binding() {}

  public static IntakeConfigurationException failed(
      String listener, InetSocketAddress bind, IOException cause) {
    return new IntakeConfigurationException(
        ("受信口「%s」は %s:%d で待ち受けできません（%s）。使用中のポートか権限を確かめてください"
                + " / listener %s cannot listen on %s:%d (%s); check whether the port is in use or"
                + " needs privileges")
            .formatted(
                listener,
                bind.getHostString(),
                bind.getPort(),
                cause.getMessage(),
                listener,
                bind.getHostString(),
                bind.getPort(),
                cause.getMessage()),
        cause);
  }
}
