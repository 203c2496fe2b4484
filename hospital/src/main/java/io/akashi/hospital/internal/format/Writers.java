package io.akashi.hospital.internal.format;

import io.akashi.hospital.Fault;
import io.akashi.hospital.LogSystem;
import io.akashi.hospital.Message;
import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.site.Dice;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes down what happens, with the faults of real senders now and then. */
public final class Writers {
  private static final long FAULTS = 9;
  private static final double ENCODED = 1.0 / 300;
  private static final double CUT = 1.0 / 50;
  private static final Charset CP932 = Charset.forName("windows-31j");

  private final long seed;

  public Writers(long seed) {
    this.seed = seed;
  }

  /**
   * The message of a doing.
   *
   * @param number what the sender counts: grows with time within a system
   * @param planted whether it belongs to a story, so that nothing may be wrong with it
   */
  public Message write(Doing doing, long number, boolean planted) {
    String text = text(doing, number);
    LogSystem system = doing.system();
    Dice dice = Dice.of(seed, FAULTS, system.ordinal(), number);
    Fault fault =
        switch (doing) {
          case Doing.Line line when line.server().name().equals(ServerLines.SLOW_SERVER) ->
              Fault.CLOCK;
          case Doing.Chart _ when !planted && dice.chance(ENCODED) -> Fault.ENCODING;
          case Doing.Image _ when !planted && dice.chance(CUT) -> Fault.CUT;
          default -> Fault.NONE;
        };
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return switch (fault) {
      case NONE, CLOCK -> new Message(system, doing.at(), octets, fault);
      case CUT ->
          new Message(system, doing.at(), Arrays.copyOf(octets, octets.length * 3 / 5), fault);
      case ENCODING -> inCp932(doing, text, octets);
    };
  }

  /** Not every name can be written in it; such a line stays as it is. */
  private static Message inCp932(Doing doing, String text, byte[] utf8) {
    try {
      ByteBuffer encoded = CP932.newEncoder().encode(CharBuffer.wrap(text));
      byte[] octets = new byte[encoded.remaining()];
      encoded.get(octets);
      return new Message(doing.system(), doing.at(), octets, Fault.ENCODING);
    } catch (CharacterCodingException e) {
      return new Message(doing.system(), doing.at(), utf8, Fault.NONE);
    }
  }

  private static String text(Doing doing, long number) {
    return switch (doing) {
      case Doing.Chart chart -> RecordLines.message(chart, number);
      case Doing.Image image -> DicomMessages.message(image, number);
      case Doing.Regional regional -> FhirEvents.message(regional, number);
      case Doing.Windows windows ->
          windows.system() == LogSystem.MALWARE
              ? WindowsEvents.xmlEvent(windows, number)
              : WindowsEvents.winlogbeat(windows, number);
      case Doing.Tunnel tunnel -> NetworkLines.fortigate(tunnel, number);
      case Doing.Flow flow -> NetworkLines.asa(flow, number);
      case Doing.Line line -> ServerLines.linux(line, number);
      case Doing.Statement statement -> ServerLines.postgres(statement, number);
      case Doing.Backup backup -> ServerLines.veeam(backup);
    };
  }
}
