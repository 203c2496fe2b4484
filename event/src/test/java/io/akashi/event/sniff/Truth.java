package io.akashi.event.sniff;

import io.akashi.event.Charsets;
import io.akashi.event.Column;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is true of a log, beside what was proposed for it. */
final class Truth {
  private final List<String> wrong = new ArrayList<>();
  private int size;
  private int right;
  private int mapped;
  private int confidentlyWrong;

  Truth(Map<String, Object> truth, Proposal proposal) {
    if (!truth.get("shape").equals(proposal.shape())) {
      blame("shape " + proposal.shape());
    }
    boolean auto = proposal.charset().equals("auto");
    if (!auto
        && !Charsets.of(proposal.charset()).equals(Charsets.of((String) truth.get("charset")))) {
      blame("charset " + proposal.charset());
      confidentlyWrong++;
    }
    List<?> columns = (List<?>) truth.get("columns");
    for (int i = 0; i < columns.size(); i++) {
      Map<String, Object> column = Words.map(columns.get(i));
      String name = (String) column.get("name");
      int at = i;
      column(
          column,
          proposal.columns().stream()
              .filter(c -> c.name().equals(name))
              .findFirst()
              .or(() ->
                  at < proposal.columns().size() && name.isEmpty()
                      ? java.util.Optional.of(proposal.columns().get(at))
                      : java.util.Optional.empty())
              .orElse(null));
    }
  }

  private void column(Map<String, Object> truth, ColumnProposal proposed) {
    size++;
    if (proposed == null) {
      wrong.add(truth.get("name") + " is missing");
      return;
    }
    Column target = proposed.target();
    String id = target == null ? "none" : target.id();
    boolean ok =
        Set.of(((String) truth.get("target")).split("\\|")).contains(id)
            && meanings(truth, proposed);
    right += ok ? 1 : 0;
    boolean sure =
        proposed.sureness() == Sureness.CERTAIN || proposed.sureness() == Sureness.LIKELY;
    mapped += ok && (target == null || proposed.isMapped()) ? 1 : 0;
    confidentlyWrong += !ok && sure ? 1 : 0;
    if (!ok || !sure) {
      wrong.add(
          "%s%s: %s %.2f, is %s"
              .formatted(
                  ok ? "(ok) " : sure ? "!! " : "",
                  proposed.name(),
                  id,
                  proposed.confidence(),
                  truth.get("target")));
    }
  }

  private boolean meanings(Map<String, Object> truth, ColumnProposal proposed) {
    if (!truth.containsKey("values") || proposed.target() == null) {
      return true;
    }
    Map<String, Object> values = Words.map(truth.get("values"));
    boolean good = true;
    for (Map.Entry<String, Object> value : values.entrySet()) {
      String meant = proposed.meanings().getOrDefault(value.getKey(), "");
      if (!meant.isEmpty() && !Set.of(((String) value.getValue()).split("\\|")).contains(meant)) {
        wrong.add(value.getKey() + " means " + meant);
        good = false;
      }
    }
    return good;
  }

  void blame(String what) {
    wrong.add(what);
  }

  int size() {
    return size;
  }

  int right() {
    return right;
  }

  /** Right, and the mapping uses it or leaves it as it should. */
  int mapped() {
    return mapped;
  }

  int confidentlyWrong() {
    return confidentlyWrong;
  }

  List<String> wrong() {
    return wrong;
  }

  static Object read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new Load(LoadSettings.builder().build()).loadFromInputStream(in);
    }
  }

  static Path log(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("log."))
          .findFirst()
          .orElseThrow();
    }
  }
}
