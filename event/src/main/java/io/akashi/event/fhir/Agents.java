package io.akashi.event.fhir;

import io.akashi.event.Action;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.internal.text.NetworkPoint;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who took part. The user is who asked for it: a person before a machine. Where nobody is said to
 * have asked, it is whoever took part as a person does; a job has no user.
 */
final class Agents {
  private static final String APPLICATION = "110150";
  private static final String DESTINATION = "110152";
  private static final String SOURCE = "110153";
  private static final String CUSTODIAN = "custodian";
  private static final String DELEGATOR = "DELEGATOR";
  private static final String URI = "5";

  /** Types of agents that are no persons (DICOM CID 402, extra-security-role-type, BALP). */
  private static final Set<String> MACHINES =
      Set.of(
          APPLICATION,
          "110151",
          DESTINATION,
          SOURCE,
          "110154",
          "110155",
          CUSTODIAN,
          "authserver",
          "dataprocessor",
          "PROV",
          "homeCommunityId");

  /** Types that only persons have (v3-ParticipationType, BALP UserAgentTypes). */
  private static final Set<String> PERSONS =
      Set.of("AUT", "INF", "CST", "IRCP", "humanuser", "UserOauthAgent", "UserSamlAgent");

  private static final Set<String> THINGS = Set.of("Device", "Organization", "Endpoint");

  private final List<FhirElement> all;
  private final @Nullable FhirElement user;

  Agents(List<FhirElement> all) {
    this.all = all;
    this.user = user(all);
  }

  private static @Nullable FhirElement user(List<FhirElement> all) {
    FhirElement requestor = null;
    FhirElement person = null;
    for (FhirElement agent : all) {
      boolean asked = "true".equals(agent.text("requestor"));
      if (asked && !isMachine(agent)) {
        return agent;
      }
      if (asked && requestor == null) {
        requestor = agent;
      }
      if (person == null && !isMachine(agent) && has(agent, PERSONS)) {
        person = agent;
      }
    }
    return requestor == null ? person : requestor;
  }

  private static boolean isMachine(FhirElement agent) {
    String type = References.type(agent.child("who"));
    return (type != null && THINGS.contains(type)) || has(agent, MACHINES);
  }

  private static boolean has(FhirElement agent, Set<String> types) {
    for (String code : types(agent)) {
      if (types.contains(code)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> types(FhirElement agent) {
    return Coding.codes(Coding.all(agent.all("type")));
  }

  private @Nullable FhirElement ofType(String type) {
    for (FhirElement agent : all) {
      if (types(agent).contains(type)) {
        return agent;
      }
    }
    return null;
  }

  /**
   * Sets the columns.
   *
   * @param rest whether it is a REST operation, of which BALP says who is client and server
   * @param action C R U D E, or null
   */
  void fill(AuditEvent.Builder event, boolean rest, @Nullable String action) {
    if (user != null) {
      setUser(event, user);
      setPlace(event, user);
    }
    for (FhirElement agent : all) {
      if (agent != user && isDelegator(agent)) {
        String id = References.id(agent.child("who"));
        event.set(Column.ON_BEHALF_OF, id == null ? agent.text("who", "display") : id);
      }
    }
    boolean reads = Action.READ.id().equals(action);
    boolean deletes = Action.DELETE.id().equals(action);
    String client = reads ? DESTINATION : deletes ? APPLICATION : SOURCE;
    String server = reads ? SOURCE : deletes ? CUSTODIAN : DESTINATION;
    if (rest && event.get(Column.ADDRESS) == null && event.get(Column.TERMINAL) == null) {
      setPlace(event, ofType(client));
    }
    setTarget(event, ofType(rest ? server : DESTINATION));
  }

  private static boolean isDelegator(FhirElement agent) {
    return types(agent).contains(DELEGATOR)
        || Coding.codes(Coding.all(agent.all("role"))).contains(DELEGATOR);
  }

  private static void setUser(AuditEvent.Builder event, FhirElement agent) {
    FhirElement who = agent.child("who");
    String id = who == null ? null : who.tell("identifier", "value");
    id = id == null ? agent.tell("altId") : id;
    id = id == null ? References.id(who) : id;
    String name = agent.tell("name");
    name = name == null ? agent.tell("who", "display") : name;
    event.set(Column.USER_ID, id).set(Column.USER_NAME, name);
    agent.tell("requestor");
    String role = Coding.label(agent.all("role"));
    event.set(Column.USER_ROLE, role == null ? occupation(agent) : role);
  }

  /** A type that is neither a part in the event nor a machine: what somebody is. */
  private static @Nullable String occupation(FhirElement agent) {
    for (Coding type : Coding.all(agent.all("type"))) {
      String code = type.code() == null ? "" : type.code();
      if (type.display() != null && !MACHINES.contains(code) && !PERSONS.contains(code)) {
        return type.display();
      }
    }
    return null;
  }

  private static void setPlace(AuditEvent.Builder event, @Nullable FhirElement agent) {
    String type = agent == null ? null : agent.text("network", "type");
    boolean named = type == null || type.equals("1") || type.equals("2");
    if (agent == null || !named) {
      return;
    }
    String point = agent.tell("network", "address");
    point = point == null ? agent.tell("networkString") : point;
    if (point != null) {
      event.set(NetworkPoint.isAddress(point) ? Column.ADDRESS : Column.TERMINAL, point);
      agent.tell("network", "type");
    }
  }

  private void setTarget(AuditEvent.Builder event, @Nullable FhirElement agent) {
    if (agent == null || agent == user) {
      return;
    }
    boolean uri = URI.equals(agent.text("network", "type"));
    String point = uri ? agent.text("network", "address") : agent.tell("network", "address");
    point = point == null ? agent.tell("networkString") : point;
    if (point == null) {
      point = agent.text("networkUri");
    } else if (!uri) {
      agent.tell("network", "type");
    }
    event.set(Column.TARGET_ADDRESS, point == null ? null : NetworkPoint.hostOf(point));
  }

  /** The purpose of the user, or null. */
  @Nullable String purpose() {
    if (user == null) {
      return null;
    }
    String purpose = Coding.label(user.all("purposeOfUse"));
    return purpose == null ? Coding.label(user.all("authorization")) : purpose;
  }
}
