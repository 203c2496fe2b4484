package io.akashi.hospital;

/** What is wrong with a message, as it is with some of every real hospital's. */
public enum Fault {
  NONE,
  /** All messages of the laboratory's server: its clock is 6 minutes and 40 seconds slow. */
  CLOCK,
  /** One of 300 lines of the health record is in CP932, the others are in UTF-8. */
  ENCODING,
  /** One of 50 messages of the image archive ends in its middle. */
  CUT
}
