package io.akashi.bench.internal.corpus;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the systems of a hospital write, each in its own format, in shares. The people, patients and
 * times are those of {@link EhrLines}. Not safe for use by many threads.
 */
public final class MixedMessages implements Messages {
  private static final int HUNDRED = 100;

  private final SplittableRandom random;
  private final EhrLines lines;
  private final MessageTemplate[] templates = new MessageTemplate[Format.values().length];
  private final Format[] hundred = new Format[HUNDRED];
  private Format format = Format.EHR;

  /** How many of a hundred messages are of a format. */
  record Share(Format format, int ofHundred) {}

  /** Messages of one format. */
  public static MixedMessages of(Format format, long seed) {
    return new MixedMessages(seed, new EhrLines(seed), new Share(format, HUNDRED));
  }

  /**
   * Messages of some formats.
   *
   * @param shares a hundred together
   */
  MixedMessages(long seed, EhrLines lines, Share... shares) {
    random = new SplittableRandom(seed);
    this.lines = lines;
    int to = 0;
    for (Share share : shares) {
      int from = to;
      to += share.ofHundred;
      Arrays.fill(hundred, from, to, share.format);
      if (share.format != Format.EHR) {
        templates[share.format.ordinal()] = MessageTemplate.load(share.format.resource());
      }
    }
    if (to != HUNDRED) {
      throw new IllegalArgumentException("shares of a hundred: " + to);
    }
  }

  @Override
  public void next(Octets out) {
    format = hundred[random.nextInt(HUNDRED)];
    if (format == Format.EHR) {
      lines.next(out);
    } else {
      lines.step();
      templates[format.ordinal()].fill(lines, out);
    }
  }

  @Override
  public HospitalClock clock() {
    return lines.clock();
  }

  @Override
  public Format format() {
    return format;
  }
}
