package io.akashi.bench.internal.soak.sent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.bench.internal.corpus.Octets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/** Makes a line of a soak from its id: the same id gives the same bytes in every process. */
public final class SoakLines {
  private static final LocalDateTime START = LocalDateTime.of(2026, 4, 1, 0, 0);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSS");
  private static final String[] PEOPLE = {"山田太郎,医師", "佐藤花子,看護師", "鈴木健,薬剤師", "高橋愛,事務"};
  private static final String[] OPERATIONS = {
    "検査結果,閲覧,成功", "処方,更新,成功", "診療録,閲覧,成功", "画像,閲覧,成功", "患者基本,検索,失敗", "看護記録,登録,成功"
  };
  private static final String[] WORDS = {
    "allow", "deny", "policy", "外部接続", "保守回線", "tcp", "udp", "vpn", "部門サーバー", "session"
  };
  private static final int PATIENTS = 5_000;

  private SoakLines() {}

  /** The payload that is kept when the line came whole. */
  public static byte[] payload(long id) {
    Way way = LineId.wayOf(LineId.streamOf(id));
    Octets out = new Octets(700);
    out.put(way.header());
    out.put(way.text() == Way.Text.EHR ? access(id) : firewall(id));
    return out.put(id, LineId.DIGITS).copy();
  }

  /** The same in the frame of its way, as it goes over the connection. */
  public static void frame(long id, Octets out) {
    byte[] payload = payload(id);
    if (LineId.wayOf(LineId.streamOf(id)).counted()) {
      out.put(payload.length, 1).put(' ').put(payload);
    } else {
      out.put(payload).put('\n');
    }
  }

  /** The patient in an access line, ten digits. */
  public static String patient(long id) {
    return "%010d".formatted(100_000 + 19 * patientNumber(random(id)));
  }

  private static SplittableRandom random(long id) {
    return new SplittableRandom(id * 0x9E3779B97F4A7C15L);
  }

  private static int patientNumber(SplittableRandom random) {
    // Few are opened often, most seldom.
    return random.nextInt(random.nextInt(PATIENTS) + 1);
  }

  private static String access(long id) {
    SplittableRandom random = random(id);
    String patient = "%010d".formatted(100_000 + 19 * patientNumber(random));
    int user = random.nextInt(900);
    return START.plusNanos(LineId.numberOf(id) * 37_000_000).format(TIME)
        + ",U%06d,".formatted(user)
        + PEOPLE[user % PEOPLE.length]
        + ",TERM-%04d,".formatted(random.nextInt(600))
        + patient
        + ","
        + OPERATIONS[random.nextInt(OPERATIONS.length)]
        + ",";
  }

  private static String firewall(long id) {
    SplittableRandom random = random(id);
    StringBuilder out = new StringBuilder(400);
    out.append("src=192.0.2.").append(random.nextInt(256));
    out.append(" dst=198.51.100.").append(random.nextInt(256)).append(" note=");
    int words = 20 + random.nextInt(30);
    for (int i = 0; i < words; i++) {
      out.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(100)).append(' ');
    }
    return out.append("id=").toString();
  }

  /** Whether bytes are the beginning, and not the whole, of a line as it lies or as it travels. */
  public static boolean isBeginning(long id, byte[] octets) {
    Octets framed = new Octets(700);
    frame(id, framed);
    return isPrefix(octets, payload(id)) || isPrefix(octets, framed.copy());
  }

  private static boolean isPrefix(byte[] octets, byte[] whole) {
    if (octets.length >= whole.length) {
      return false;
    }
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] != whole[i]) {
        return false;
      }
    }
    return true;
  }

  /** The same as text, for a file that a foreign sender follows. */
  public static String line(long id) {
    byte[] header = LineId.wayOf(LineId.streamOf(id)).header();
    byte[] payload = payload(id);
    return new String(payload, header.length, payload.length - header.length, UTF_8);
  }

  /** Header of the foreign sender's messages. */
  public static String header(Way way) {
    return new String(way.header(), UTF_8);
  }
}
