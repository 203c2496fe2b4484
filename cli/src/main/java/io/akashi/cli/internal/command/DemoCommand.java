package io.akashi.cli.internal.command;

import io.akashi.cli.internal.demo.AccessLines;
import io.akashi.cli.internal.demo.Delivery;
import io.akashi.cli.internal.demo.DemoFolder;
import io.akashi.cli.internal.demo.Tour;
import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.show.Units;
import io.akashi.event.AuditEvent;
import io.akashi.server.House;
import io.akashi.server.config.Configuration;
import io.akashi.server.config.ConfigurationFile;
import io.akashi.store.Look;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A real server on this machine, a real sender, and a tour through what became of its lines. */
@Command(
    name = "demo",
    description = {
      "このマシンだけで一通り動かして見せます（通信はループバックのみ）。 / Shows everything on this machine alone; only"
          + " loopback traffic.",
      "./demo-data に置きます。消しても構いません。 / It lives in ./demo-data, which may be deleted."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String FOLDER = "demo-data";

  private final Session session;
  private final InstantSource clock = InstantSource.system();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "置き場所（既定 ./demo-data） / where it lives (default ./demo-data)")
  private @Nullable Path data;

  @Option(names = "--fresh", description = "毎回新しい一時フォルダを使い、終了時に残す / use a new temporary folder")
  private boolean fresh;

  @Option(
      names = "--once",
      description = "見せたら終了し、ポートは空きを使う / end after the tour, on whatever ports are free")
  private boolean once;

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "送る件数（既定 3000） / how many lines are sent (default 3000)")
  private int lines = 3_000;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    DemoFolder folder = new DemoFolder(root());
    folder.make(once);
    Configuration configuration =
        ConfigurationFile.load(Optional.of(folder.configuration()), Map.of());
    House house =
        House.open(
            configuration, ServerCommands::new, new PrintStream(PrintStream.nullOutputStream()));
    boolean stays = false;
    try {
      show(house, folder);
      stays = !once;
    } finally {
      if (!stays) {
        house.close();
      }
    }
    if (stays) {
      UntilStopped.keep(house);
    }
    return ExitCode.OK;
  }

  private Path root() throws IOException {
    if (fresh) {
      return Files.createTempDirectory("akashi-demo");
    }
    return session.terminal().resolve(data == null ? Path.of(FOLDER) : data);
  }

  private void show(House house, DemoFolder folder) throws Exception {
    PrintStream out = session.terminal().out();
    InetSocketAddress tls = house.listeners().values().iterator().next();
    out.printf("証 Akashi  受信口 / syslog TLS 127.0.0.1:%d, HTTP %s%n", tls.getPort(), house.url());
    var zone = house.configuration().zone();
    List<String> sent = AccessLines.until(clock.instant(), zone, lines);
    Delivery delivery = new Delivery(house.store(), folder.certificates(), tls);
    long begun = System.nanoTime();
    Path work = Files.createDirectories(folder.root().resolve("sender"));
    String sender = delivery.send(sent, work);
    delivery.awaitSearchable();
    out.printf(
        "%s が %s 件を TLS で送信、保存・検索可能まで %.1f 秒 / %s sent %s lines over TLS, durable and searchable in"
            + " %.1f s%n",
        sender,
        Units.count(sent.size()),
        seconds(begun),
        sender,
        Units.count(sent.size()),
        seconds(begun));
    var caller = session.terminal().caller();
    Look look = new Look(caller.user(), "operator", "cli", caller.terminal());
    Tour tour = new Tour(house.store(), look, zone, out);
    List<AuditEvent> found = tour.search();
    if (found.isEmpty()) {
      throw new CannotException("患者が見つかりません。 / The patient was not found.");
    }
    tour.prove(found.getFirst(), work);
    tour.verify();
    next(house, folder, tls, out);
    out.flush();
  }

  private void next(House house, DemoFolder folder, InetSocketAddress tls, PrintStream out) {
    out.printf(
        """

        ── 次に試す / try next（別の端末で / in another terminal）
          ./akashi search --data %2$s/data --user U000777
          ./akashi search --data %2$s/data --text 印刷 --limit 5
          ./akashi status --data %2$s/data
          curl -H "Authorization: Bearer $(cat %2$s/tokens/auditor)" "%1$s/api/v1/events?patient=0000004649&limit=3"
          curl -H "Authorization: Bearer $(cat %2$s/tokens/sender)" --data-binary "$(date '+%%Y/%%m/%%d %%H:%%M:%%S'),U000101,佐藤美咲,看護師,TERM-0311,0000004649,処方,閲覧,成功,1" %1$s/intake/v1/ehr-main
        ── 実機から送る / send from a real system
          rsyslog: 127.0.0.1:%3$d (TLS)、設定例 / example %2$s/sender/rsyslog.conf
          サーバー設定 / server configuration: %2$s/akashi.yaml
        """,
        house.url(), folder.root(), tls.getPort());
    out.println(once ? "終了します。 / Done." : "動作中です。Ctrl-C で停止します。 / Running: stop it with Ctrl-C.");
  }

  private static double seconds(long sinceNanos) {
    return Duration.ofNanos(System.nanoTime() - sinceNanos).toMillis() / 1e3;
  }
}
