package io.akashi.event.lines;

import io.akashi.event.lines.rows.Row;
import io.akashi.event.syslog.SyslogHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The forms of a mapping in order. The value that most forms ask for by words (a message id) is
 * looked up in a table, so that the others are not even tried.
 */
final class Forms {
  private final List<Form> all;
  private final @Nullable Condition lookup;
  private final Map<String, List<Form>> byWord;
  private final List<Form> others;

  Forms(List<Form> all) {
    this.all = List.copyOf(all);
    this.lookup = mostAsked(all);
    this.byWord = lookup == null ? Map.of() : table(lookup.place());
    this.others = lookup == null ? this.all : without(lookup.place());
  }

  List<Form> all() {
    return all;
  }

  /** The forms that may fit, in order. */
  List<Form> candidates(Row row, @Nullable SyslogHeader header) {
    return lookup == null ? all : byWord.getOrDefault(lookup.value(row, header), others);
  }

  private static @Nullable Condition asks(Form form, int place) {
    for (Condition condition : form.conditions()) {
      if (condition.place() == place && condition.isExact()) {
        return condition;
      }
    }
    return null;
  }

  private static @Nullable Condition mostAsked(List<Form> forms) {
    Map<Integer, Integer> asked = new HashMap<>();
    Condition most = null;
    for (Form form : forms) {
      for (Condition condition : form.conditions()) {
        if (condition.isExact()) {
          int times = asked.merge(condition.place(), 1, Integer::sum);
          if (most == null || times > asked.getOrDefault(most.place(), 0)) {
            most = condition;
          }
        }
      }
    }
    return most;
  }

  private Map<String, List<Form>> table(int place) {
    Set<String> words = new HashSet<>();
    for (Form form : all) {
      Condition condition = asks(form, place);
      if (condition != null) {
        words.addAll(condition.words());
      }
    }
    Map<String, List<Form>> table = new HashMap<>();
    for (String word : words) {
      List<Form> forms = new ArrayList<>();
      for (Form form : all) {
        Condition condition = asks(form, place);
        if (condition == null || condition.words().contains(word)) {
          forms.add(form);
        }
      }
      table.put(word, List.copyOf(forms));
    }
    return Map.copyOf(table);
  }

  private List<Form> without(int place) {
    return all.stream().filter(form -> asks(form, place) == null).toList();
  }
}
