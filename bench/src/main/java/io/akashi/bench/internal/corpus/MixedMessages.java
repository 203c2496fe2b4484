package io.akashi.bench.internal.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the systems of a hospital write, each in its own format: of a hundred messages 25 access
 * lines, 8 DICOM audit messages, 8 FHIR AuditEvents, 15 Windows sign-ins as Winlogbeat writes them
 * and 44 lines of a firewall. The people, patients and times are those of {@link EhrLines}. Not
 * safe for use by many threads.
 */
public final class MixedMessages implements Messages {
  private static final int HUNDRED = 100;

  private final SplittableRandom random;
  private final EhrLines lines;
  private final MessageTemplate[] templates = new MessageTemplate[Format.values().length];
  private final byte[][] senders = new byte[Format.values().length][];
  private final Format[] hundred = new Format[HUNDRED];
  private Format format = Format.EHR;

  /** All formats in their shares. */
  public MixedMessages(long seed) {
    this(seed, Format.values());
  }

  /** Messages of one format. */
  public static MixedMessages of(Format format, long seed) {
    return new MixedMessages(seed, format);
  }

  private MixedMessages(long seed, Format... formats) {
    random = new SplittableRandom(seed);
    lines = new EhrLines(seed);
    int shares = 0;
    for (Format each : formats) {
      shares += each.ofHundred();
      senders[each.ordinal()] = each.sender().getBytes(US_ASCII);
      if (each != Format.EHR) {
        templates[each.ordinal()] = MessageTemplate.load(each.resource());
      }
    }
    int from = 0;
    for (Format each : formats) {
      int to = from + each.ofHundred() * HUNDRED / shares;
      Arrays.fill(hundred, from, to, each);
      from = to;
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
  public byte[] sender() {
    return senders[format.ordinal()];
  }
}
