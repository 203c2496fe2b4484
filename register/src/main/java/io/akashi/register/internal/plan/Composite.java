package io.akashi.register.internal.plan;

import io.akashi.register.Schema;
import io.akashi.register.internal.text.DateText;
import io.akashi.register.internal.text.Norm;
import io.akashi.register.internal.text.StateText;
import io.akashi.register.internal.text.UnreadableException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns of other people's tables that say more than one thing, or say it in their own way. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists are made by List.of and toList.
enum Composite {
  /** 状態: {@code 使用可 (23年3月まで)}. */
  STATE(List.of("状態", "ステータス", "利用状態", "使用状態", "状況", "利用状況"), List.of("enabled", "valid_until")) {
    @Override
    Map<String, @Nullable Object> read(String cell, ZoneId zone) throws UnreadableException {
      StateText state = StateText.parse(cell, zone);
      Map<String, @Nullable Object> values = new HashMap<>();
      values.put("enabled", state.enabled());
      values.put("valid_until", state.until());
      return values;
    }
  },
  /** Bits of Active Directory; 2 says disabled. */
  ACCOUNT_CONTROL(List.of("userAccountControl"), List.of("enabled")) {
    @Override
    Map<String, @Nullable Object> read(String cell, ZoneId zone) throws UnreadableException {
      if (cell.isEmpty()) {
        return one("enabled", null);
      }
      try {
        return one("enabled", (Long.parseLong(Norm.plain(cell)) & 2) == 0);
      } catch (NumberFormatException e) {
        throw new UnreadableException(
            "userAccountControl '%s' は数ではありません".formatted(cell),
            "userAccountControl '%s' is no number".formatted(cell));
      }
    }
  },
  /** The moment at which an account of Active Directory ends. */
  EXPIRES(List.of("accountExpires", "AccountExpirationDate"), List.of("valid_until")) {
    @Override
    Map<String, @Nullable Object> read(String cell, ZoneId zone) throws UnreadableException {
      return one("valid_until", DateText.lastDay(cell, zone));
    }
  },
  /** Both names in one, divided at the first blank. */
  FULL_NAME(
      List.of("氏名", "名前", "職員名", "使用者", "利用者名", "利用者氏名", "DisplayName", "Name", "cn"),
      List.of("family_name", "given_name")) {
    @Override
    Map<String, @Nullable Object> read(String cell, ZoneId zone) {
      String[] names = Norm.trim(cell).split("[\\s\u3000]+", 2);
      Map<String, @Nullable Object> values = new HashMap<>();
      values.put("family_name", names[0].isEmpty() ? null : names[0]);
      values.put("given_name", names.length < 2 ? null : names[1]);
      return values;
    }
  },
  /** What an object of a directory is: groups and computers are no users. */
  OBJECT_CLASS(List.of("objectClass"), List.of()) {
    @Override
    Map<String, @Nullable Object> read(String cell, ZoneId zone) throws UnreadableException {
      String[] classes = cell.toLowerCase(Locale.ROOT).split(";");
      String last = Norm.trim(classes[classes.length - 1]);
      if (!last.isEmpty() && !PERSONS.contains(last)) {
        throw new UnreadableException(
            "利用者ではありません（objectClass %s）".formatted(last),
            "this is no user but a %s".formatted(last));
      }
      return Map.of();
    }
  };

  private static final Set<String> PERSONS =
      Set.of("user", "person", "inetorgperson", "organizationalperson");

  private final List<String> headings;
  private final List<String> fields;

  Composite(List<String> headings, List<String> fields) {
    this.headings = headings.stream().map(Norm::heading).toList();
    this.fields = fields;
  }

  /** The values of a cell by the ids of their fields; null where the cell says none. */
  abstract Map<String, @Nullable Object> read(String cell, ZoneId zone) throws UnreadableException;

  /** How well a heading fits: 0 best, -1 not at all. */
  int rank(String heading) {
    return headings.indexOf(heading);
  }

  List<String> fields() {
    return fields;
  }

  /** Whether a register has what this fills. */
  boolean fits(Schema<?> schema) {
    List<String> needed = this == OBJECT_CLASS ? List.of("user_id") : fields;
    return needed.stream().allMatch(field -> schema.indexOf(field) >= 0);
  }

  private static Map<String, @Nullable Object> one(String field, @Nullable Object value) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put(field, value);
    return values;
  }
}
