package io.akashi.bench.internal.corpus;

/** Endless messages of a hospital. The same seed gives the same messages on every machine. */
public interface Messages {
  /** Appends the next message, without a line end. */
  void next(Octets out);

  /** When the last message happened. */
  HospitalClock clock();

  /** What wrote the last message. */
  Format format();
}
