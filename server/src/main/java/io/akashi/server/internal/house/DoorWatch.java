package io.akashi.server.internal.house;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.intake.IntakeEvent;
import io.akashi.intake.IntakeObserver;
import io.akashi.server.HouseLog;
import io.akashi.server.HouseLog.Occurrence;

/** Turns what happens at the listeners into events of the house. */
public final class DoorWatch implements IntakeObserver {
  private final HouseLog log;

  public DoorWatch(HouseLog log) {
    this.log = log;
  }

  @Override
  public void observe(IntakeEvent event) {
    switch (event) {
      case IntakeEvent.HandshakeFailed failed ->
          log.note(
              blocked(
                  failed.listener(),
                  failed.peer(),
                  "TLSの接続が成立しませんでした。 / A TLS handshake failed: " + failed.reason()),
              1);
      case IntakeEvent.CertificateRefused refused ->
          log.note(
              new Occurrence(
                  Kind.LOGIN_FAILURE,
                  Outcome.SERIOUS,
                  refused.listener(),
                  refused.peer(),
                  "クライアント証明書を拒否しました。 / A client certificate was refused: " + refused.reason()),
              1);
      case IntakeEvent.ConnectionRefused refused ->
          log.note(
              blocked(
                  refused.listener(),
                  refused.peer(),
                  "接続が%1$d本を超えたため、接続の多い送信元の1本を閉じました。 / More than %1$d connections are open: one was closed, of the address with the most."
                      .formatted(refused.limit())),
              1);
      case IntakeEvent.KernelDropped dropped ->
          log.note(
              new Occurrence(
                  Kind.NOTE,
                  Outcome.MAJOR,
                  dropped.listener(),
                  "",
                  "OSがUDPの受信を取りこぼしました。送信元をTCPまたはTLSにしてください。 / The kernel dropped datagrams: let the"
                      + " sender use TCP or TLS."),
              dropped.count());
      case IntakeEvent.SinkFailed failed ->
          log.note(
              new Occurrence(
                  Kind.NOTE,
                  Outcome.MAJOR,
                  failed.listener() + " sink",
                  failed.peer(),
                  "受信したログを保存できませんでした。 / Received messages were not kept: " + failed.cause()),
              1);
    }
  }

  private static Occurrence blocked(String listener, String peer, String sentence) {
    return new Occurrence(Kind.CONNECTION_BLOCKED, Outcome.MINOR, listener, peer, sentence);
  }
}
