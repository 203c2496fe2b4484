package io.akashi.server.internal.signin.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Sockets that wait for no octet longer than they should, the handshake of TLS included: a
 * directory that accepts and says nothing must not hold whoever signs in. Safe for use by many
 * threads.
 */
final class PatientSockets extends SocketFactory {
  private final SocketFactory sockets;
  private final Duration patience;

  PatientSockets(SocketFactory sockets, Duration patience) {
    this.sockets = sockets;
    this.patience = patience;
  }

  private Socket patient(Socket socket) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return patient(sockets.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return patient(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return patient(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return patient(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return patient(sockets.createSocket(host, port, local, localPort));
  }
}
