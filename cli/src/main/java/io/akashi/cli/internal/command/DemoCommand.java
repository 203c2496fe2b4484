package io.akashi.cli.internal.command;

import io.akashi.cli.internal.demo.DemoFolder;
import io.akashi.cli.internal.demo.Demonstration;
import io.akashi.cli.internal.demo.StoryGuide;
import io.akashi.cli.internal.demo.Tour;
import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.Session;
import io.akashi.event.AuditEvent;
import io.akashi.hospital.Hospital;
import io.akashi.server.House;
import io.akashi.server.config.Configuration;
import io.akashi.server.config.ConfigurationFile;
import io.akashi.store.Look;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A real server on this machine, the logs of an invented hospital, and what there is to find. */
@Command(
    name = "demo",
    description = {
      "このマシンだけで一通り動かして見せます（通信はループバックのみ）。 / Shows everything on this machine alone; only"
          + " loopback traffic.",
      "./demo-data に置きます。消しても構いません。 / It lives in ./demo-data, which may be deleted."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String FOLDER = "demo-data";
  private static final int LEAST_DAYS = 3;

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
      names = "--days",
      paramLabel = "N",
      description =
          "何日分の記録を入れるか（既定 90、3以上） / how many days of logs there are to be (default 90, 3 or more)")
  private int days = 90;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (days < LEAST_DAYS) {
      throw new CannotException(
          "--days は %1$d 以上にしてください。 / --days must be at least %1$d.".formatted(LEAST_DAYS));
    }
    DemoFolder folder = new DemoFolder(root());
    folder.make(once);
    Configuration configuration =
        ConfigurationFile.load(Optional.of(folder.configuration()), Map.of());
    House house =
        House.open(
            configuration, ServerCommands::new, new PrintStream(PrintStream.nullOutputStream()));
    boolean stays = false;
    try {
      var caller = session.terminal().caller();
      Look look = new Look(caller.user(), "operator", "cli", caller.terminal());
      Demonstration demonstration = new Demonstration(house, folder, look, clock);
      show(house, folder, demonstration, look);
      if (!once) {
        demonstration.fill(days, session.terminal().out());
        stays = true;
        UntilStopped.keep(demonstration);
      }
    } finally {
      if (!stays) {
        house.close();
      }
    }
    return ExitCode.OK;
  }

  private Path root() throws IOException {
    if (fresh) {
      return Files.createTempDirectory("akashi-demo");
    }
    return session.terminal().resolve(data == null ? Path.of(FOLDER) : data);
  }

  private void show(House house, DemoFolder folder, Demonstration demonstration, Look look)
      throws Exception {
    PrintStream out = session.terminal().out();
    out.printf(
        "証 Akashi  受信口 / listeners %s, HTTP %s%n",
        String.join(
            " ", house.listeners().values().stream().map(each -> ":" + each.getPort()).toList()),
        house.url());
    folder.accounts().make(house.accounts());
    demonstration.send(out);
    demonstration.importRegisters(out);
    if (demonstration.first()) {
      tour(house, folder, demonstration.hospital(), look, out);
    }
    StoryGuide.print(demonstration.hospital().stories(), house.url(), out);
    next(house, folder, out);
    out.flush();
  }

  private void tour(House house, DemoFolder folder, Hospital hospital, Look look, PrintStream out)
      throws Exception {
    Tour tour = new Tour(house.store(), look, house.configuration().zone(), out);
    List<AuditEvent> found = tour.search(patient(hospital));
    if (found.isEmpty()) {
      throw new CannotException("患者が見つかりません。 / The patient was not found.");
    }
    tour.prove(found.getFirst(), Files.createDirectories(folder.root().resolve("proof")));
    tour.verify();
  }

  /** The patient whose chart many opened. */
  private static String patient(Hospital hospital) {
    return hospital.stories().stream()
        .flatMap(story -> story.searches().stream())
        .flatMap(search -> Optional.ofNullable(search.conditions().get("patient")).stream())
        .findFirst()
        .orElseThrow();
  }

  private void next(House house, DemoFolder folder, PrintStream out) throws IOException {
    out.printf(
        "%n── 画面 / pages: %s%n    ブラウザで開き、次の利用者IDとパスワードでサインインします。 / Open it in a browser and sign in with one of these:%n",
        house.url());
    folder.accounts().print(out);
    out.printf(
        """
          トークン / tokens: %2$s/tokens/{auditor,operator,manager,admin}
        ── 次に試す / try next（別の端末で / in another terminal）
          ./akashi search --data %2$s/data --kind log_cleared --format sentence
          ./akashi search --data %2$s/data --by system
          ./akashi inspect --data %2$s/data
          ./akashi status --data %2$s/data
          curl -H "Authorization: Bearer $(cat %2$s/tokens/trial)" --data-binary "$(date '+%%Y/%%m/%%d %%H:%%M:%%S'),n0310101,佐藤美咲,看護師,PC10031,00123456,処方,閲覧,成功,1" %1$s/intake/v1/trial
        ── 実機から送る / send from a real system
          サーバー設定 / server configuration: %2$s/akashi.yaml
        """,
        house.url(), folder.root());
    out.println(once ? "終了します。 / Done." : "動作中です。Ctrl-C で停止します。 / Running: stop it with Ctrl-C.");
  }
}
