package io.akashi.event.dicom;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.internal.text.NetworkPoint;
import io.akashi.event.internal.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who took part (PS3.15 A.5.2.2). The user is who asked for it: a person before a machine. Where
 * nobody is said to have asked (logged off for inactivity), it is the only person named.
 */
final class Participants {
  private static final String DESTINATION = "110152";
  private static final String DELEGATOR = "DELEGATOR";

  /** Roles of machines and media (PS3.16 CID 402): application, launcher, destination, source, … */
  private static final Set<String> MACHINES =
      Set.of("110150", "110151", "110152", "110153", "110154", "110155");

  /** What IPF writes for a user whom it does not know. */
  private static final String UNKNOWN = "unknown";

  private static final String ID = "UserID";
  private static final String NAME = "UserName";
  private static final String POINT = "NetworkAccessPointID";
  private static final String POINT_TYPE = "NetworkAccessPointTypeCode";
  private static final String REQUESTOR = "UserIsRequestor";
  private static final String URI = "5";

  private final List<XmlElement> all;
  private final @Nullable XmlElement user;
  private final @Nullable XmlElement client;

  Participants(List<XmlElement> all) {
    this.all = all;
    this.user = user(all);
    this.client = user == null ? first(all, true, false, false) : user;
  }

  private static @Nullable XmlElement user(List<XmlElement> all) {
    XmlElement person = first(all, true, true, true);
    XmlElement requestor = person == null ? first(all, true, false, true) : person;
    boolean asked = first(all, true, false, false) != null;
    return requestor != null || asked ? requestor : first(all, false, true, true);
  }

  private static @Nullable XmlElement first(
      List<XmlElement> all, boolean requestor, boolean person, boolean named) {
    for (XmlElement participant : all) {
      if ((!requestor || isRequestor(participant))
          && (!person || !isMachine(participant))
          && (!named || isNamed(participant))) {
        return participant;
      }
    }
    return null;
  }

  private static boolean isRequestor(XmlElement participant) {
    String said = participant.attribute(REQUESTOR);
    return said != null && (said.equalsIgnoreCase("true") || said.equals("1"));
  }

  private static boolean isNamed(XmlElement participant) {
    String id = participant.attribute(ID);
    return id != null && !id.isBlank() && !id.equals(UNKNOWN);
  }

  private static boolean isMachine(XmlElement participant) {
    return roles(participant).stream()
        .anyMatch(role -> role.code() != null && MACHINES.contains(role.code()));
  }

  private static boolean hasRole(XmlElement participant, String code) {
    return roles(participant).stream().anyMatch(role -> code.equals(role.code()));
  }

  private static List<Coded> roles(XmlElement participant) {
    List<Coded> roles = new ArrayList<>(2);
    for (XmlElement child : participant.children()) {
      if (child.name().equals("RoleIDCode")) {
        roles.add(Coded.of(child));
      }
    }
    return roles;
  }

  /** Sets the columns, and keeps the rest. */
  void fill(AuditEvent.Builder event, MessageFields fields) {
    for (int i = 0; i < all.size(); i++) {
      XmlElement participant = all.get(i);
      List<String> known = new ArrayList<>(4);
      if (isRequestor(participant) == (participant == client)) {
        known.add(REQUESTOR);
      }
      if (participant == user) {
        setUser(event, participant, known);
      } else if (hasRole(participant, DELEGATOR)) {
        event.set(Column.ON_BEHALF_OF, participant.attribute(ID));
      }
      if (participant == client) {
        setClient(event, participant, known);
      } else if (hasRole(participant, DESTINATION)) {
        setTarget(event, participant, known);
      }
      fields.putAll(participant, "[" + (i + 1) + "]", known);
    }
  }

  private static void setUser(
      AuditEvent.Builder event, XmlElement participant, List<String> known) {
    String id = participant.attribute(ID);
    String name = participant.attribute(NAME);
    long bars = isMachine(participant) ? 0 : bars(id);
    if (bars > 0 && bars == bars(name)) {
      // JAHIS and IHE-J join several people with bars: the first acts, fields keep them all.
      event.set(Column.USER_ID, beforeBar(id));
      event.set(Column.USER_NAME, beforeBar(name));
    } else {
      event.set(Column.USER_ID, id);
      event.set(Column.USER_NAME, name);
      known.add(ID);
      known.add(NAME);
    }
    for (Coded role : roles(participant)) {
      if (role.code() == null || !MACHINES.contains(role.code())) {
        event.set(Column.USER_ROLE, role.label());
        break;
      }
    }
  }

  private static long bars(@Nullable String text) {
    return text == null ? 0 : text.chars().filter(c -> c == '|').count();
  }

  private static @Nullable String beforeBar(@Nullable String text) {
    return text == null ? null : text.substring(0, text.indexOf('|'));
  }

  private static void setClient(
      AuditEvent.Builder event, XmlElement participant, List<String> known) {
    String point = participant.attribute(POINT);
    String type = participant.attribute(POINT_TYPE);
    // 1 machine name, 2 address; telephone, e-mail and URI have no column.
    if (point != null && (type == null || type.equals("1") || type.equals("2"))) {
      event.set(NetworkPoint.isAddress(point) ? Column.ADDRESS : Column.TERMINAL, point);
      known.add(POINT);
      known.add(POINT_TYPE);
    }
  }

  private static void setTarget(
      AuditEvent.Builder event, XmlElement participant, List<String> known) {
    String point = participant.attribute(POINT);
    if (point != null && event.get(Column.TARGET_ADDRESS) == null) {
      boolean uri = URI.equals(participant.attribute(POINT_TYPE));
      event.set(Column.TARGET_ADDRESS, uri ? NetworkPoint.hostOf(point) : point);
      if (!uri) {
        known.add(POINT);
        known.add(POINT_TYPE);
      }
    }
  }
}
