package io.akashi.server.internal.page.sources;

import io.akashi.intake.IntakeFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to write into the configuration of a sender so that its messages come here, for the
 * listeners that are open. Made of names and ports of this server alone.
 */
final class SenderGuide {
  private static final String NAME = "new-source";

  private final String host;
  private final String url;
  private final Optional<String> udp;
  private final Optional<String> tcp;
  private final Optional<String> tls;

  /**
   * @param host name under which the browser reached this server
   * @param url base URL under which it did
   */
  SenderGuide(String host, String url, List<IntakeFigures> listeners) {
    this.host = host;
    this.url = url;
    this.udp = port(listeners, "syslog+udp:");
    this.tcp = port(listeners, "syslog+tcp:");
    this.tls = port(listeners, "syslog+tls:");
  }

  private static Optional<String> port(List<IntakeFigures> listeners, String kind) {
    return listeners.stream()
        .map(IntakeFigures::listener)
        .filter(name -> name.startsWith(kind))
        .map(name -> name.substring(name.lastIndexOf(':') + 1))
        .findFirst();
  }

  /**
   * Something to copy.
   *
   * @param name of the sender's program and the transport
   * @param where the file it belongs into
   * @param text what to write there
   */
  public record Snippet(String name, String where, String text) {}

  /** What the house itself is told of a new sender. */
  Snippet ofTheHouse() {
    return new Snippet(
        "Akashi",
        "akashi.yaml",
        """
        akashi:
          sources:
            %s:
              book: clinical        # clinical / infrastructure
              system: 電子カルテ
              format: auto
              match:
                peer: [192.0.2.7]
        """
            .formatted(NAME));
  }

  /** What each kind of sender is told; the safest transport that is open. */
  List<Snippet> ofSenders() {
    List<Snippet> snippets = new ArrayList<>();
    tls.ifPresent(port -> {
      snippets.add(rsyslog(port, true));
      snippets.add(syslogNg(port, true));
      snippets.add(nxlog(port, true));
    });
    if (tls.isEmpty()) {
      tcp.ifPresent(port -> {
        snippets.add(rsyslog(port, false));
        snippets.add(syslogNg(port, false));
        snippets.add(nxlog(port, false));
      });
    }
    udp.ifPresent(port ->
        snippets.add(
            new Snippet(
                "UDP", "/etc/rsyslog.d/akashi.conf", "*.* @%s:%s\n".formatted(host, port))));
    snippets.add(http());
    return snippets;
  }

  private Snippet rsyslog(String port, boolean secure) {
    String tlsLines =
        secure
            ? """
                   StreamDriver="gtls" StreamDriverMode="1"
                   StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="%s"
            """
                .formatted(host)
            : "";
    return new Snippet(
        "rsyslog",
        "/etc/rsyslog.d/akashi.conf",
        """
        %s*.* action(type="omfwd" target="%s" port="%s" protocol="tcp" TCP_Framing="octet-counted"
        %s             queue.type="LinkedList" queue.filename="akashi" queue.saveOnShutdown="on"
                     queue.maxDiskSpace="1g" action.resumeRetryCount="-1")
        """
            .formatted(
                secure
                    ? "global(DefaultNetstreamDriverCAFile=\"/etc/ssl/certs/akashi-ca.pem\")\n"
                    : "",
                host,
                port,
                tlsLines));
  }

  private Snippet syslogNg(String port, boolean secure) {
    return new Snippet(
        "syslog-ng",
        "/etc/syslog-ng/conf.d/akashi.conf",
        """
        destination d_akashi {
          syslog("%s" port(%s) transport("%s")
        %s    disk-buffer(reliable(yes) disk-buf-size(1073741824)));
        };
        log { source(s_src); destination(d_akashi); };
        """
            .formatted(
                host,
                port,
                secure ? "tls" : "tcp",
                secure
                    ? "    tls(ca-file(\"/etc/ssl/certs/akashi-ca.pem\") peer-verify(required-trusted))\n"
                    : ""));
  }

  private Snippet nxlog(String port, boolean secure) {
    return new Snippet(
        "NXLog (Windows)",
        "nxlog.conf",
        """
        <Extension json>
          Module xm_json
        </Extension>
        <Input security>
          Module im_msvistalog
          Exec   to_json();
        </Input>
        <Output akashi>
          Module %s
          Host   %s
          Port   %s
        %s</Output>
        <Route r>
          Path   security => akashi
        </Route>
        """
            .formatted(
                secure ? "om_ssl" : "om_tcp",
                host,
                port,
                secure ? "  CAFile %CERTDIR%/akashi-ca.pem\n" : ""));
  }

  private Snippet http() {
    return new Snippet(
        "HTTP (curl)",
        "sh",
        """
        curl --fail --data-binary @access.log \\
             -H "Authorization: Bearer $TOKEN" -H "Content-Type: text/plain" \\
             %s/intake/v1/%s
        """
            .formatted(url, NAME));
  }
}
