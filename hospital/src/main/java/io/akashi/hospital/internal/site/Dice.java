package io.akashi.hospital.internal.site;

import java.util.List;

/**
 * Numbers that depend on what they are drawn for and on nothing else: SplitMix64 (Steele, Lea,
 * Flood 2014) over the keys. The same on every machine and in every release of Java. Not for
 * secrets. Belongs to one thread.
 */
public final class Dice {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** The dice of these keys. */
  public static Dice of(long... keys) {
    long state = 0;
    for (long key : keys) {
      state = mix(state + GOLDEN + key);
    }
    return new Dice(state);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Any 64 bits. */
  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 to below {@code bound}, which is above 0. */
  public int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  /** From the first to the last, both included. */
  public int between(int first, int last) {
    return first + below(last - first + 1);
  }

  /** Whether something of that probability happens. */
  public boolean chance(double probability) {
    return (next() >>> 11) * 0x1.0p-53 < probability;
  }

  /** How often something happens that is expected so often. */
  public int times(double expected) {
    int whole = (int) expected;
    return whole + (chance(expected - whole) ? 1 : 0);
  }

  /** One of them. */
  public <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }
}
