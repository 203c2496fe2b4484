package io.akashi.event.lines;

import io.akashi.event.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A node of a YAML file that knows its line, so that every complaint can name it. */
record YamlPart(String file, String path, @Nullable Node node) {
  /** The root of a file, which must be a map. */
  static YamlPart parse(String file, String yaml) {
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file).build();
      Node root = new Compose(settings).composeString(yaml).orElse(null);
      YamlPart part = new YamlPart(file, "", root);
      if (root == null) {
        throw part.error("ファイルが空です / the file is empty");
      }
      return part;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new MappingException(
          "%s:%d: YAMLとして読めません / not YAML: %s".formatted(file, line, e.getProblem()));
    } catch (YamlEngineException e) {
      throw new MappingException(file + ": YAMLとして読めません / not YAML: " + e.getMessage());
    } catch (StackOverflowError e) {
      // The engine has no limit of its own; a mapping is a few levels deep.
      throw new MappingException(file + ": 入れ子が深すぎます / nested too deeply");
    }
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  /** The entries of a map in order; every key is a scalar and comes once. */
  Map<String, YamlPart> entries() {
    if (!(node instanceof MappingNode map)) {
      throw error("名前と値の組が必要です / must be a map");
    }
    Map<String, YamlPart> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      YamlPart key = new YamlPart(file, path, tuple.getKeyNode());
      String name = key.text();
      YamlPart value =
          new YamlPart(file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode());
      if (entries.put(name, value) != null) {
        throw key.error("'" + name + "' が重複しています / is given twice");
      }
    }
    return entries;
  }

  /** As {@link #entries}, refusing keys that are not known. */
  Map<String, YamlPart> entries(Collection<String> known) {
    Map<String, YamlPart> entries = entries();
    for (Map.Entry<String, YamlPart> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw entry.getValue().unknown("項目", "key", entry.getKey(), known);
      }
    }
    return entries;
  }

  /** The parts of a list; a single scalar is a list of one. */
  List<YamlPart> items() {
    if (node instanceof ScalarNode) {
      return List.of(this);
    }
    if (!(node instanceof SequenceNode list)) {
      throw error("一覧が必要です / must be a list");
    }
    List<YamlPart> items = new ArrayList<>();
    for (Node item : list.getValue()) {
      items.add(new YamlPart(file, path, item));
    }
    return items;
  }

  /** The text of a scalar as written, whatever YAML would take it for. */
  String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw error("ひとつの値が必要です / must be a single value");
  }

  /** Complaint that a name is unknown, with the one that was probably meant. */
  MappingException unknown(String japanese, String what, String name, Collection<String> known) {
    String meant =
        NearestName.of(name, known)
            .map(nearest -> "; did you mean '" + nearest + "'?")
            .orElseGet(() -> "; known are " + String.join(", ", known));
    return error("%s '%s' は不明です / unknown %s%s".formatted(japanese, name, what, meant));
  }

  /** A complaint about this part. */
  MappingException error(String sentence) {
    int line = node == null ? 1 : node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    String where = path.isEmpty() ? "" : path + ": ";
    return new MappingException("%s:%d: %s%s".formatted(file, line, where, sentence));
  }
}
