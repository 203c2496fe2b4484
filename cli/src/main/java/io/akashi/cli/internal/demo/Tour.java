package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.show.EventTable;
import io.akashi.cli.internal.show.Units;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Book;
import io.akashi.store.EntryProof;
import io.akashi.store.Look;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.VerifyOptions;
import io.akashi.store.VerifyReport;
import io.akashi.tlog.ChainedProof;
import io.akashi.tlog.TlogProof;
import io.akashi.tlog.VerifierKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** Shows what became of the lines: a search, a proof, a verification. */
public final class Tour {
  private static final int SHOWN = 8;

  private final Store store;
  private final Look look;
  private final ZoneId zone;
  private final PrintStream out;

  public Tour(Store store, Look look, ZoneId zone, PrintStream out) {
    this.store = store;
    this.look = look;
    this.zone = zone;
    this.out = out;
  }

  /** Who opened the patient? Newest first. */
  public List<AuditEvent> search(String patient) throws StoreException {
    heading("検索: 患者 %1$s を開いたのは誰か / search: who opened patient %1$s".formatted(patient));
    Page page =
        store.search(
            look, Query.builder().book(Book.CLINICAL.id()).patient(patient).limit(SHOWN).build());
    EventTable.print(page.rows(), zone, out);
    return page.rows();
  }

  /** Proves one event's entry and checks the proof as an outsider would, from its files alone. */
  public void prove(AuditEvent event, Path folder)
      throws StoreException, IOException, CannotException {
    Book book = Book.of(String.valueOf(event.text(Column.BOOK))).orElseThrow();
    long index = (Long) Objects.requireNonNull(event.get(Column.INDEX));
    heading("証明: %1$s の %2$d 番 / proof: entry %2$d of %1$s".formatted(book.id(), index));
    EntryProof proof = store.prove(look, book, index);
    Path proofFile = folder.resolve("%s-%d%s".formatted(book.id(), index, TlogProof.EXTENSION));
    Path entryFile = folder.resolve("%s-%d.entry".formatted(book.id(), index));
    Files.write(proofFile, proof.proof().getBytes(StandardCharsets.UTF_8));
    Files.write(entryFile, proof.entry().octets());
    out.println(new String(proof.entry().octets(), StandardCharsets.UTF_8).replace("\n", "\n  "));
    check(proofFile, entryFile, proof.rootKey());
  }

  private void check(Path proofFile, Path entryFile, String key)
      throws IOException, CannotException {
    VerifierKey rootKey = VerifierKey.parse(key);
    ChainedProof proof = ChainedProof.parse(Files.readAllBytes(proofFile));
    byte[] entry = Files.readAllBytes(entryFile);
    byte[] forged = entry.clone();
    forged[forged.length - 1] ^= 1;
    if (!(proof.verify(entry, List.of(rootKey)) instanceof ChainedProof.Result.Proved)) {
      throw new CannotException("証明が検証できません。 / The proof does not verify.");
    }
    out.println("  → 証明された / proved");
    if (!(proof.verify(forged, List.of(rootKey)) instanceof ChainedProof.Result.Refused)) {
      throw new CannotException("改ざんが見つかりません。 / A forged entry was not refused.");
    }
    out.println("  → 1ビット変えると証明されない / with one bit changed: not proved");
    out.printf("  ./akashi verify-proof --key %s --entry %s %s%n", rootKey, entryFile, proofFile);
  }

  /** Reads the whole log again. */
  public void verify() throws StoreException, CannotException {
    heading("検証: 全記録を読み直す / verify: read the whole log again");
    VerifyReport report = store.verify(VerifyOptions.whole());
    report
        .books()
        .forEach(book -> out.printf("  %-15s %s%n", book.book().id(), Units.count(book.entries())));
    if (!report.intact()) {
      throw new CannotException(
          "損傷があります: %1$s / damaged: %1$s".formatted(report.damage().getFirst()));
    }
    out.println("  → 異常なし / intact");
  }

  /** Prints a heading. */
  void heading(String text) {
    out.println();
    out.println("── " + text);
  }
}
