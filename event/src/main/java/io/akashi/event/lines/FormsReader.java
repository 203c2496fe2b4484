package io.akashi.event.lines;

import com.google.re2j.Pattern;
import io.akashi.event.internal.text.CellCache;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of a mapping file that tells the lines of one product apart. */
final class FormsReader {
  private static final List<String> KEYS =
      Stream.of(List.of("when", "cells", "of"), ShapeReader.KEYS, LayoutReader.KEYS)
          .flatMap(List::stream)
          .toList();
  private static final String PROGRAM = "syslog.program";
  private static final String HOST = "syslog.host";
  private static final String EXPRESSION = "~";
  private static final String ANY = "*";
  private static final int MOST_FORMS = 500;

  private final List<String> names;
  private final LayoutParts shared;
  private final boolean positional;
  private final boolean openEnded;
  private final List<CellCache> caches;

  /** {@code names}: those of the line's cells; {@code shared}: what is said of every line. */
  FormsReader(List<String> names, LayoutParts shared, ShapeReader shape) {
    this.names = names;
    this.shared = shared;
    this.positional = shape.isPositional();
    this.openEnded = shape.isOpenEnded();
    this.caches = names.stream().map(_ -> new CellCache()).toList();
  }

  /** Adds the names of the line's cells that a list of forms speaks of. */
  static void mention(List<YamlPart> forms, Set<String> names) {
    for (YamlPart form : forms) {
      Map<String, YamlPart> entries = form.entries(KEYS);
      YamlPart when = entries.get("when");
      if (when != null) {
        names.addAll(when.entries().keySet());
      }
      YamlPart of = entries.get("of");
      if (of != null) {
        of.items().forEach(item -> names.add(item.text()));
      }
      if (!new ShapeReader(form, entries).isGiven()) {
        LayoutParts.of(entries).mention(names);
      }
    }
    names.remove(PROGRAM);
    names.remove(HOST);
  }

  /** Adds the names that forms give to the line's cells. */
  static void rename(List<YamlPart> forms, Set<String> names) {
    for (YamlPart form : forms) {
      ShapeReader shape = new ShapeReader(form, form.entries(KEYS));
      List<String> columns = shape.names();
      if (columns != null && !shape.isGiven()) {
        names.addAll(columns);
      }
    }
  }

  Forms read(List<YamlPart> parts, @Nullable YamlPart blamed) {
    if (blamed != null && parts.size() > MOST_FORMS) {
      throw blamed.error("formsは500個までです / at most " + MOST_FORMS + " forms");
    }
    return new Forms(parts.stream().map(this::form).toList());
  }

  private Form form(YamlPart part) {
    Map<String, YamlPart> entries = part.entries(KEYS);
    ShapeReader shape = new ShapeReader(part, entries);
    LayoutParts own = LayoutParts.of(entries);
    List<Condition> conditions = conditions(entries.get("when"));
    Set<Integer> counts = counts(entries.get("cells"));
    YamlPart of = entries.get("of");
    if (!shape.isGiven()) {
      if (of != null) {
        throw of.error("ofには形の指定が必要です / of needs a shape to read the cell by");
      }
      return new Form(conditions, counts, null, new int[0], outer(part, shape, own), null);
    }
    List<String> inner = innerNames(shape, own);
    LayoutParts within = new LayoutParts(own.map(), own.times(), own.values(), List.of()).of(inner);
    LayoutParts without = own.without(inner);
    complain(without, inner);
    return new Form(
        conditions,
        counts,
        shape.shape(inner),
        of == null ? new int[0] : of.items().stream().mapToInt(this::place).toArray(),
        LayoutReader.read(shared.of(names).unless(within).with(without), names, openEnded),
        LayoutReader.read(within, inner, shape.isOpenEnded()));
  }

  /** The line's own cells, perhaps by other names. */
  private Layout outer(YamlPart part, ShapeReader shape, LayoutParts own) {
    List<String> columns = shape.names();
    if (columns == null) {
      return LayoutReader.read(shared.of(names).with(own), names, openEnded);
    }
    if (!positional) {
      throw part.error(
          "列名を変えられるのはdelimiterとfixedだけです / only cells of delimiter and fixed can be renamed");
    }
    return LayoutReader.read(shared.of(columns).with(own), columns, shape.isOpenEnded());
  }

  private List<String> innerNames(ShapeReader shape, LayoutParts own) {
    List<String> given = shape.names();
    if (given != null) {
      return given;
    }
    Set<String> mentioned = new LinkedHashSet<>();
    own.mention(mentioned);
    mentioned.removeAll(names);
    return List.copyOf(mentioned);
  }

  /** A name that neither the line nor the form has is best explained with both at hand. */
  private void complain(LayoutParts parts, List<String> inner) {
    Set<String> known = new LinkedHashSet<>(inner);
    known.addAll(names);
    Stream.of(parts.map(), parts.times())
        .flatMap(map -> map.values().stream())
        .filter(part -> !part.isMap())
        .flatMap(part -> part.items().stream())
        .filter(item -> !known.contains(item.text()))
        .findFirst()
        .ifPresent(item -> {
          throw item.unknown("列名", "name in columns", item.text(), known);
        });
  }

  private Set<Integer> counts(@Nullable YamlPart part) {
    Set<Integer> counts = new LinkedHashSet<>();
    if (part != null) {
      for (YamlPart item : part.items()) {
        try {
          counts.add(Integer.parseInt(item.text()));
        } catch (NumberFormatException e) {
          throw item.error("整数が必要です / must be a whole number, not " + item.text());
        }
      }
    }
    return Set.copyOf(counts);
  }

  private List<Condition> conditions(@Nullable YamlPart when) {
    if (when == null) {
      return List.of();
    }
    List<Condition> conditions = new ArrayList<>();
    when.entries().forEach((name, said) -> conditions.add(condition(name, said)));
    return List.copyOf(conditions);
  }

  private Condition condition(String name, YamlPart said) {
    int place =
        switch (name) {
          case PROGRAM -> Condition.PROGRAM;
          case HOST -> Condition.HOST;
          default -> place(name, said);
        };
    Set<String> words = new LinkedHashSet<>();
    List<Pattern> found = new ArrayList<>();
    boolean any = false;
    for (YamlPart item : said.items()) {
      String text = item.text();
      if (text.equals(ANY)) {
        any = true;
      } else if (text.startsWith(EXPRESSION)) {
        found.add(ShapeReader.pattern(item, text.substring(1)));
      } else {
        words.add(text);
      }
    }
    CellCache cache = place < 0 ? new CellCache() : caches.get(place);
    return new Condition(place, cache, Set.copyOf(words), List.copyOf(found), any);
  }

  private int place(YamlPart part) {
    return place(part.text(), part);
  }

  private int place(String name, YamlPart blamed) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw blamed.unknown("列名", "name in columns", name, names);
    }
    return place;
  }
}
