package io.akashi.event.lines;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a mapping file says of columns, before it is checked: by column, {@code map} and {@code
 * times}; by cell, {@code values}; and the constants, later ones winning.
 */
record LayoutParts(
    Map<String, YamlPart> map,
    Map<String, YamlPart> times,
    Map<String, YamlPart> values,
    List<YamlPart> constants) {

  /** What the entries of a mapping or of a form say. */
  static LayoutParts of(Map<String, YamlPart> entries) {
    YamlPart constants = entries.get("constants");
    return new LayoutParts(
        under(entries, "map"),
        under(entries, "times"),
        under(entries, "values"),
        constants == null ? List.of() : List.of(constants));
  }

  private static Map<String, YamlPart> under(Map<String, YamlPart> entries, String key) {
    YamlPart part = entries.get(key);
    return part == null ? Map.of() : part.entries();
  }

  /** Adds the names of all cells that are spoken of. */
  void mention(Set<String> names) {
    map.values().forEach(part -> names.addAll(cellsOf(part)));
    times.values().forEach(part -> names.addAll(cellsOf(part)));
    names.addAll(values.keySet());
  }

  /** What is said of these cells alone. */
  LayoutParts of(Collection<String> names) {
    return new LayoutParts(
        speakingOf(map, names), speakingOf(times, names), keyed(values, names, true), constants);
  }

  /** What is said of any other cell. */
  LayoutParts without(Collection<String> names) {
    LayoutParts of = of(names);
    return new LayoutParts(
        keyed(map, of.map.keySet(), false),
        keyed(times, of.times.keySet(), false),
        keyed(values, of.values.keySet(), false),
        constants);
  }

  /** What is said of {@code names}, and of no cell at all: a mistake that its reader names. */
  LayoutParts leaving(Collection<String> names, Collection<String> elsewhere) {
    LayoutParts mistaken = without(elsewhere);
    return of(names)
        .with(new LayoutParts(mistaken.map, mistaken.times, mistaken.values, List.of()));
  }

  /** The same, without what {@code other} says of the same columns. */
  LayoutParts unless(LayoutParts other) {
    return new LayoutParts(
        keyed(map, other.map.keySet(), false),
        keyed(times, other.times.keySet(), false),
        values,
        constants);
  }

  /** The same with {@code more}, which wins. */
  LayoutParts with(LayoutParts more) {
    List<YamlPart> all = new ArrayList<>(constants);
    all.addAll(more.constants);
    return new LayoutParts(
        joined(map, more.map), joined(times, more.times), joined(values, more.values), all);
  }

  private static Map<String, YamlPart> joined(
      Map<String, YamlPart> first, Map<String, YamlPart> second) {
    Map<String, YamlPart> all = new LinkedHashMap<>(first);
    all.putAll(second);
    return all;
  }

  private static Map<String, YamlPart> keyed(
      Map<String, YamlPart> parts, Collection<String> keys, boolean wanted) {
    Map<String, YamlPart> kept = new LinkedHashMap<>(parts);
    kept.keySet().removeIf(key -> keys.contains(key) != wanted);
    return kept;
  }

  private static Map<String, YamlPart> speakingOf(
      Map<String, YamlPart> parts, Collection<String> names) {
    Map<String, YamlPart> kept = new LinkedHashMap<>(parts);
    kept.values().removeIf(part -> !names.containsAll(cellsOf(part)));
    return kept;
  }

  /** The cells of one column: a list of names, or such a list of a time. */
  private static List<String> cellsOf(YamlPart part) {
    YamlPart cells = part;
    if (part.isMap()) {
      Map<String, YamlPart> time = part.entries();
      cells = time.getOrDefault(LayoutReader.FIRST_OF, time.getOrDefault(LayoutReader.FROM, part));
      if (cells.isMap()) {
        return List.of();
      }
    }
    return cells.items().stream().map(YamlPart::text).toList();
  }
}
