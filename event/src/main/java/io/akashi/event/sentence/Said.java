package io.akashi.event.sentence;

import io.akashi.event.Action;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.internal.text.NetworkPoint;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an event says for the gaps of a {@link Template}: phrases, or null where it says nothing.
 */
record Said(AuditEvent event, Language language) {
  private static final int LONGEST = 200;
  private static final String GROUP = "group";
  private static final Pattern LINE =
      Pattern.compile("(/dev/)?(pts/?|tty|vty|console|:)[A-Za-z]*\\d*|ssh|cron|su|sudo|\\?");
  private static final Pattern UID =
      Pattern.compile(
          "(urn:oid:)?[0-9]+(\\.[0-9]+){4,}…?|S-1-[0-9-]+"
              + "|(urn:uuid:)?\\{?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\\}?");

  /** With these a name would speak for the sentence it stands in. */
  private static final String SPEAKING = "がをにはへとでの、。「」()（）:";

  @Nullable String of(String gap) {
    return switch (gap) {
      case "who" -> who();
      case "where" -> where();
      case "system" -> text(Column.SYSTEM);
      case "thing" -> thing();
      case "object" -> {
        String object = object();
        yield object == null ? null : inQuotes(object);
      }
      case "deed" -> deed();
      case "flow" -> flow();
      case "account" -> account();
      case "to" -> to();
      case "protocol" -> text(Column.PROTOCOL);
      case "how" -> text(Column.AUTH_METHOD);
      case "act" -> act("作成", "削除", "変更");
      case "did" -> act("created", "deleted", "changed");
      case "do" -> act("create", "delete", "change");
      case "rights" -> rights();
      case "granted" ->
          isGroupItself()
              ? group("created", "deleted", "changed")
              : granted("added", "removed", "changed");
      case "grant" ->
          isGroupItself()
              ? group("create", "delete", "change")
              : granted("add", "remove", "change");
      case "message" -> line(OwnMessage.of(event, language));
      default -> throw new IllegalArgumentException("no gap is named " + gap);
    };
  }

  /** The value of a column on one line: what would move or hide text becomes a blank. */
  private @Nullable String text(Column column) {
    return line(event.text(column));
  }

  private static @Nullable String line(@Nullable String value) {
    if (value == null) {
      return null;
    }
    String line =
        value
            .codePoints()
            .limit(LONGEST + 1L)
            .map(c -> movesText(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    int end = line.offsetByCodePoints(0, Math.min(LONGEST, line.codePointCount(0, line.length())));
    String shown = end < line.length() ? line.substring(0, end) + "…" : line;
    return shown.isEmpty() ? null : shown;
  }

  /**
   * A name or number as part of a sentence: in quotes where it could be taken for another part of
   * it. A name at a failed login is whatever somebody typed.
   */
  private @Nullable String plain(@Nullable String text) {
    if (text == null || text.chars().noneMatch(c -> SPEAKING.indexOf(c) >= 0)) {
      return text;
    }
    return isJapanese() ? "「" + inQuotes(text) + "」" : "\"" + text.replace('"', '\'') + "\"";
  }

  /** A text that stands in quotes: its own become inner ones. */
  private static String inQuotes(String text) {
    return text.replace('「', '『').replace('」', '』');
  }

  private static boolean movesText(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private boolean isJapanese() {
    return language == Language.JAPANESE;
  }

  private @Nullable String who() {
    String id = plain(text(Column.USER_ID));
    String name = plain(text(Column.USER_NAME));
    if (id == null && name == null) {
      return null;
    }
    String person =
        name == null || name.equals(id)
            ? String.valueOf(id)
            : id == null ? name : name + (isJapanese() ? "(" : " (") + id + ")";
    String role = text(Column.USER_ROLE);
    String behalf = text(Column.ON_BEHALF_OF);
    String full = role == null ? person : role + " " + person;
    if (behalf == null) {
      return full;
    }
    return isJapanese() ? full + "(" + behalf + "の代行)" : full + " on behalf of " + behalf;
  }

  private @Nullable String where() {
    String said = text(Column.TERMINAL);
    String terminal = plain(said == null || isLine(said) ? null : said);
    String point = text(Column.ADDRESS);
    String address = point != null && NetworkPoint.isAddress(point) ? point : plain(point);
    if (terminal == null) {
      return address;
    }
    return isJapanese() ? "端末" + terminal : terminal;
  }

  /** A line of Unix, {@code pts/0} or {@code tty1}: nobody finds a device by it. */
  private static boolean isLine(String terminal) {
    return LINE.matcher(terminal).matches();
  }

  /** The patient and the information, as far as they are known. */
  private @Nullable String thing() {
    String patient = text(Column.PATIENT_ID);
    String category = text(Column.CATEGORY);
    String object = object();
    String of = patient == null ? null : (isJapanese() ? "患者" : "patient ") + plain(patient);
    String what =
        category == null || category.equals(object)
            ? plain(object)
            : object == null ? category : quoted(category, object);
    if (of == null) {
      return what;
    }
    if (what == null) {
      return isJapanese() ? of + "の情報" : "information of " + of;
    }
    return isJapanese() ? of + "の" + what : what + " of " + of;
  }

  private String quoted(String category, String object) {
    return isJapanese() ? category + "「" + inQuotes(object) + "」" : category + " (" + object + ")";
  }

  /** What was executed: a program by its name; on a patient's information, something. */
  private String deed() {
    String thing = thing();
    if (event.text(Column.PATIENT_ID) != null || event.text(Column.CATEGORY) != null) {
      return isJapanese() ? thing + "に対する処理を実行" : " an action on " + thing;
    }
    if (thing == null) {
      return isJapanese() ? "処理を実行" : " an action";
    }
    return isJapanese() ? thing + "を実行" : " " + thing;
  }

  /** From where to where, in Japanese; the particle is another when nothing follows. */
  private String flow() {
    String where = where();
    String to = to();
    if (to == null) {
      return where == null ? "" : where + "からの";
    }
    return (where == null ? "" : where + "から") + to + "への";
  }

  private @Nullable String object() {
    String name = named(Column.OBJECT_NAME);
    return name != null ? name : named(Column.OBJECT_ID);
  }

  /** A name or number that people use; UIDs, GUIDs and SIDs are for machines. */
  private @Nullable String named(Column column) {
    String text = text(column);
    return text == null || UID.matcher(text).matches() ? null : text;
  }

  /** The account that was acted upon; who acted upon another is not it, who was locked out is. */
  private @Nullable String account() {
    String target = plain(text(Column.TARGET_USER));
    boolean own = target == null && Kind.LOCKOUT.id().equals(event.text(Column.KIND));
    return own ? plain(text(Column.USER_ID)) : target;
  }

  private @Nullable String to() {
    String address = text(Column.TARGET_ADDRESS);
    Object port = event.get(Column.TARGET_PORT);
    return address == null || port == null ? address : address + ":" + port;
  }

  /** What was done to whose rights, in Japanese without the verb's ending. */
  private String rights() {
    String target = plain(text(Column.TARGET_USER));
    String object = named(Column.OBJECT_NAME);
    String right = object == null ? "" : "「" + inQuotes(object) + "」";
    if (!GROUP.equals(event.text(Column.OBJECT_TYPE))) {
      String of = target == null ? "" : target + act("に", "から", "の");
      String what = isRightToAThing() && object != null ? right + "の権限" : "権限" + right;
      return of + what + act("を付与", "を剥奪", "を変更");
    }
    if (target == null) {
      return "グループ" + right + act("を作成", "を削除", "を変更");
    }
    return act(
        target + "をグループ" + right + "に追加",
        target + "をグループ" + right + "から除外",
        target + "のグループ" + right + "を変更");
  }

  /** Whether the object is something that one has rights to, and not itself the right. */
  private boolean isRightToAThing() {
    String type = event.text(Column.OBJECT_TYPE);
    return type != null && !type.equals("privilege") && !type.equals(GROUP);
  }

  /** Whether a group is made, changed or deleted, and nobody is put into it. */
  private boolean isGroupItself() {
    return GROUP.equals(event.text(Column.OBJECT_TYPE)) && event.text(Column.TARGET_USER) == null;
  }

  private String group(String created, String deleted, String changed) {
    String object = named(Column.OBJECT_NAME);
    return act(created, deleted, changed) + " the group" + (object == null ? "" : " " + object);
  }

  /** The same in English; the verbs are for what is given, what is taken, and all else. */
  private String granted(String given, String taken, String changed) {
    String target = plain(text(Column.TARGET_USER));
    String object = named(Column.OBJECT_NAME);
    boolean group = GROUP.equals(event.text(Column.OBJECT_TYPE));
    String to = isRightToAThing() ? "rights to" : "rights";
    String what =
        object == null ? group ? "the group" : "rights" : (group ? "the group" : to) + " " + object;
    String verb = act(given, taken, changed);
    if (target == null) {
      return verb + " " + what;
    }
    return group
        ? verb + " " + target + act(" to ", " from ", " in ") + what
        : verb + " " + what + act(" for ", " from ", " of ") + target;
  }

  private String act(String created, String deleted, String changed) {
    String action = event.text(Column.ACTION);
    if (Action.CREATE.id().equals(action)) {
      return created;
    }
    return Action.DELETE.id().equals(action) ? deleted : changed;
  }
}
